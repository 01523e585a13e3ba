package madeup

// rng is splitmix64: tiny, and its stream never depends on a library version.
type rng struct{ s uint64 }

func mix(a, b uint64) uint64 {
	r := rng{a*0x9E3779B97F4A7C15 + b}
	r.next()
	return r.next()
}

func (r *rng) next() uint64 {
	r.s += 0x9E3779B97F4A7C15
	z := r.s
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB
	return z ^ (z >> 31)
}

func (r *rng) float() float64      { return float64(r.next()>>11) / (1 << 53) }
func (r *rng) n(n int) int         { return int(r.next() % uint64(n)) }
func (r *rng) in(lo, hi int) int   { return lo + r.n(hi-lo+1) } // both ends included
func (r *rng) p(prob float64) bool { return r.float() < prob }

func pick[T any](r *rng, xs []T) T { return xs[r.n(len(xs))] }
