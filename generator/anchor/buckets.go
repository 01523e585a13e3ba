package anchor

import "math/bits"

// buckets holds numbers by a hash of what stands at them, those of a bucket side
// by side: two arrays, filled by counting, without an allocation per entry.
type buckets struct {
	shift uint    // 64 minus the bits of a bucket's number
	first []int32 // by bucket: where its numbers begin in at
	at    []int32 // ascending within a bucket
}

// newBuckets sorts numbers into buckets by their keys.
func newBuckets(numbers []int32, key func(int32) uint64) buckets {
	width := max(bits.Len(uint(len(numbers))), 4)
	b := buckets{shift: uint(64 - width), first: make([]int32, 1<<width+2), at: make([]int32, len(numbers))}
	counts := b.first[2:]
	for _, n := range numbers {
		counts[b.bucket(key(n))]++
	}
	for k := range counts {
		b.first[k+2] += b.first[k+1]
	}
	next := b.first[1:]
	for _, n := range numbers {
		k := b.bucket(key(n))
		b.at[next[k]] = n
		next[k]++
	}
	return b
}

// bucket hashes a key by multiplication (Knuth, TAOCP 6.4).
func (b *buckets) bucket(key uint64) int { return int(key * 0x9e3779b97f4a7c15 >> b.shift) }

// of returns the numbers of a key, and perhaps of others that share its bucket.
func (b *buckets) of(key uint64) []int32 {
	k := b.bucket(key)
	return b.at[b.first[k]:b.first[k+1]]
}
