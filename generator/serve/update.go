package serve

import (
	"context"
	"fmt"
	"time"

	"gloss/generator/publish"
)

// keepUp brings the editions up to date with each change.
func (s *server) keepUp(ctx context.Context, changes <-chan publish.Changes, updated chan outcome) {
	for {
		select {
		case c := <-changes:
			latest(updated, s.update(ctx, c))
		case <-ctx.Done():
			return
		}
	}
}

// keepSettled brings the rest of the site up to date after updates.
func (s *server) keepSettled(ctx context.Context, updated <-chan outcome) {
	for {
		select {
		case u := <-updated:
			time.Sleep(respite)
			s.settle(ctx, u)
		case <-ctx.Done():
			return
		}
	}
}

// respite is how long pages have to fetch what an update has changed before the
// rest of the site, which takes the processor for longer, is brought up to date.
const respite = 80 * time.Millisecond

// outcome is how an update went.
type outcome struct {
	start time.Time
	err   error
}

// latest puts an outcome into a channel in the place of one that nobody has
// taken yet, which counts on from there.
func latest(c chan outcome, u outcome) {
	select {
	case waiting := <-c:
		u.start = waiting.start
	default:
	}
	c <- u
}

// update brings the editions up to date and tells open pages as it goes.
func (s *server) update(ctx context.Context, c publish.Changes) outcome {
	return outcome{time.Now(), s.preview.Update(ctx, c, s.hub.tell)}
}

// settle brings the rest of the site up to date, and says what is wrong with it.
func (s *server) settle(ctx context.Context, u outcome) {
	if s.preview.Settle() {
		s.hub.tell(publish.Update{Site: true})
	}
	if ctx.Err() != nil {
		return
	}
	problems := s.preview.Problems()
	said := fmt.Sprint(problems, u.err)
	repeated := said == s.said
	s.said = said
	if !repeated {
		s.setProblems(problems, u.err)
	}
	s.options.Built(Built{Report: s.preview.Report(), Problems: problems, Repeated: repeated, Err: u.err, Took: time.Since(u.start)})
}
