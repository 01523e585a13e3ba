package publish

import (
	"errors"
	"runtime"
	"sync"
)

// parallel does something to each of a list, several at a time, on as many
// goroutines as there are cores. One that has met an error does no more.
func parallel[T any](list []T, do func(T) error) error {
	next := make(chan T)
	var workers sync.WaitGroup
	errs := make([]error, max(1, min(len(list), runtime.GOMAXPROCS(0))))
	for k := range errs {
		workers.Go(func() {
			for x := range next {
				if errs[k] == nil {
					errs[k] = do(x)
				}
			}
		})
	}
	for _, x := range list {
		next <- x
	}
	close(next)
	workers.Wait()
	return errors.Join(errs...)
}
