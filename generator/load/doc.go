// Package load opens the folder that holds a site and reads it as written:
// settings, editions, pages, sources, and what images and other files lie beside
// them. It is the only package that reads content.
//
// A folder is read through [os.Root], so that no name in it, and no symbolic
// link, leads out. What its authors have got wrong becomes a problem; an error
// is only what the machine refuses.
//
// A [Content] keeps nothing of what it has read, and may be used from several
// goroutines at once.
package load
