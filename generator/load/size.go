package load

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"gloss/generator/edition"
)

// size reads the size of an image from the head of its file. The error is a
// *refused when the file is no image of a kind that browsers show.
func (c *Content) size(name string) (edition.Size, error) {
	f, err := c.root.Open(name)
	if err != nil {
		return edition.Size{}, c.linkError(name, err)
	}
	defer f.Close()
	size, err := imageSize(f)
	var no *refused
	if err != nil && !errors.As(err, &no) {
		return edition.Size{}, fmt.Errorf("reading the content: %w", err)
	}
	return size, err
}

// imageKinds holds what the files of each kind begin with, and the reader of
// their size.
var imageKinds = []struct {
	name  string
	begin func(head []byte) bool
	size  func(r *bufio.Reader) (edition.Size, error)
}{
	{"PNG", prefix("\x89PNG\r\n\x1a\n"), pngSize},
	{"JPEG", prefix("\xff\xd8\xff"), jpegSize},
	{"GIF", prefix("GIF8"), gifSize},
	{"WebP", func(b []byte) bool { return prefix("RIFF")(b) && len(b) >= 12 && string(b[8:12]) == "WEBP" }, webpSize},
	{"AVIF", func(b []byte) bool {
		return len(b) >= 12 && string(b[4:8]) == "ftyp" && strings.HasPrefix(string(b[8:12]), "avi")
	}, avifSize},
	{"SVG", looksLikeXML, svgSize},
}

func prefix(s string) func([]byte) bool {
	return func(b []byte) bool { return bytes.HasPrefix(b, []byte(s)) }
}

// headLength is how much of a file is looked at for its kind. SVG may have long
// comments before its first element.
const headLength = 4096

// imageSize reads an image's size without reading the image.
func imageSize(file io.Reader) (edition.Size, error) {
	r := bufio.NewReaderSize(file, headLength)
	head, err := r.Peek(headLength)
	if err != nil && !errors.Is(err, io.EOF) {
		return edition.Size{}, err
	}
	if len(head) == 0 {
		return edition.Size{}, &refused{"the file is empty", "put the image into it"}
	}
	for _, k := range imageKinds {
		if !k.begin(head) {
			continue
		}
		size, err := k.size(r)
		switch {
		case err == nil && size.Width > 0 && size.Height > 0:
			return size, nil
		case errors.Is(err, errNoSize), err == nil && k.name == "SVG":
			return edition.Size{}, &refused{"the image does not say how large it is", `give the <svg> element a viewBox, or width and height`}
		case err == nil, errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, errBroken):
			return edition.Size{}, &refused{"the " + k.name + " file is broken or cut off, and its size cannot be read", "export the image again"}
		}
		return edition.Size{}, err
	}
	return edition.Size{}, &refused{"the file is no image that every browser shows", "save it as PNG, JPEG, GIF, WebP, AVIF or SVG"}
}

var (
	errBroken = errors.New("broken image")
	errNoSize = errors.New("image without a size")
)

// read fills a small buffer.
func take(r io.Reader, n int) ([]byte, error) {
	b := make([]byte, n)
	_, err := io.ReadFull(r, b)
	return b, err
}

// dimension takes a length that a file states; one that no browser could show
// is a sign of a broken file.
func dimension(w, h uint32) (edition.Size, error) {
	if w == 0 || h == 0 || w > 1<<24 || h > 1<<24 {
		return edition.Size{}, errBroken
	}
	return edition.Size{Width: int(w), Height: int(h)}, nil
}

// pngSize reads the IHDR chunk, which comes first (PNG, 11.2.2).
func pngSize(r *bufio.Reader) (edition.Size, error) {
	b, err := take(r, 24)
	if err != nil {
		return edition.Size{}, err
	}
	if string(b[12:16]) != "IHDR" {
		return edition.Size{}, errBroken
	}
	return dimension(binary.BigEndian.Uint32(b[16:]), binary.BigEndian.Uint32(b[20:]))
}

// gifSize reads the logical screen descriptor (GIF89a, 18).
func gifSize(r *bufio.Reader) (edition.Size, error) {
	b, err := take(r, 10)
	if err != nil {
		return edition.Size{}, err
	}
	return dimension(uint32(binary.LittleEndian.Uint16(b[6:])), uint32(binary.LittleEndian.Uint16(b[8:])))
}

// webpSize reads the first chunk of one of WebP's three kinds of files
// (RFC 9649): VP8, VP8L, VP8X.
func webpSize(r *bufio.Reader) (edition.Size, error) {
	b, err := take(r, 30)
	if err != nil {
		return edition.Size{}, err
	}
	switch string(b[12:16]) {
	case "VP8 ": // a key frame's start code, then 14 bits each
		if b[23] != 0x9d || b[24] != 0x01 || b[25] != 0x2a {
			return edition.Size{}, errBroken
		}
		return dimension(uint32(binary.LittleEndian.Uint16(b[26:])&0x3fff), uint32(binary.LittleEndian.Uint16(b[28:])&0x3fff))
	case "VP8L": // 14 bits each, less one
		if b[20] != 0x2f {
			return edition.Size{}, errBroken
		}
		bits := binary.LittleEndian.Uint32(b[21:])
		return dimension(bits&0x3fff+1, bits>>14&0x3fff+1)
	case "VP8X": // 24 bits each, less one
		w := uint32(b[24]) | uint32(b[25])<<8 | uint32(b[26])<<16
		h := uint32(b[27]) | uint32(b[28])<<8 | uint32(b[29])<<16
		return dimension(w+1, h+1)
	}
	return edition.Size{}, errBroken
}

// jpegSize walks through the segments to the frame header (ITU T.81, B.2.2),
// and exchanges width and height when Exif says that the picture lies on its
// side, as browsers do.
func jpegSize(r *bufio.Reader) (edition.Size, error) {
	if _, err := r.Discard(2); err != nil {
		return edition.Size{}, err
	}
	turned := false
	for {
		marker, length, err := jpegSegment(r)
		switch {
		case err != nil:
			return edition.Size{}, err
		case marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC:
			b, err := take(r, 5)
			if err != nil {
				return edition.Size{}, err
			}
			w, h := uint32(binary.BigEndian.Uint16(b[3:])), uint32(binary.BigEndian.Uint16(b[1:]))
			if turned {
				w, h = h, w
			}
			return dimension(w, h)
		case marker == 0xDA || marker == 0xD9: // the picture, or the end, before any frame header
			return edition.Size{}, errBroken
		case marker == 0xE1:
			b, err := take(r, length)
			if err != nil {
				return edition.Size{}, err
			}
			turned = turned || exifTurned(b)
		default:
			if _, err := r.Discard(length); err != nil {
				return edition.Size{}, err
			}
		}
	}
}

// jpegSegment reads the head of a segment and the length of what follows.
func jpegSegment(r *bufio.Reader) (marker byte, length int, err error) {
	c, err := r.ReadByte()
	if err == nil && c != 0xFF {
		return 0, 0, errBroken
	}
	for marker = 0xFF; err == nil && marker == 0xFF; { // fill bytes may stand before a marker
		marker, err = r.ReadByte()
	}
	if err != nil || marker == 0x01 || marker >= 0xD0 && marker <= 0xD9 {
		return marker, 0, err
	}
	b, err := take(r, 2)
	if err != nil {
		return 0, 0, err
	}
	if length = int(binary.BigEndian.Uint16(b)) - 2; length < 0 {
		return 0, 0, errBroken
	}
	return marker, length, nil
}

// exifTurned reads the orientation from an Exif segment (Exif 2.32, 4.6.4);
// from 5 on the picture lies on its side.
func exifTurned(b []byte) bool {
	tiff, ok := bytes.CutPrefix(b, []byte("Exif\x00\x00"))
	if !ok || len(tiff) < 8 {
		return false
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return false
	}
	count := int(order.Uint16(tiff[at:]))
	for entries := tiff[at+2:]; count > 0 && len(entries) >= 12; count, entries = count-1, entries[12:] {
		if order.Uint16(entries) == 0x0112 {
			orientation := order.Uint16(entries[8:])
			return orientation >= 5 && orientation <= 8
		}
	}
	return false
}

// avifSize looks through the boxes for the image's extent (ISO 23008-12,
// 6.5.3) and rotation. A file may hold several, for thumbnails and parts; the
// largest is the picture.
func avifSize(r *bufio.Reader) (edition.Size, error) {
	b, err := io.ReadAll(io.LimitReader(r, 64<<10))
	if err != nil {
		return edition.Size{}, err
	}
	var w, h uint32
	for rest := b; ; {
		i := bytes.Index(rest, []byte("ispe"))
		if i < 0 || len(rest) < i+16 {
			break
		}
		x, y := binary.BigEndian.Uint32(rest[i+8:]), binary.BigEndian.Uint32(rest[i+12:])
		if uint64(x)*uint64(y) > uint64(w)*uint64(h) {
			w, h = x, y
		}
		rest = rest[i+4:]
	}
	if i := bytes.Index(b, []byte("irot")); i >= 0 && i+4 < len(b) && b[i+4]&1 == 1 {
		w, h = h, w
	}
	return dimension(w, h)
}

func looksLikeXML(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	return bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<svg")) || bytes.HasPrefix(head, []byte("<?xml"))
}

// svgSize reads width and height of the root element, or, where they are
// missing or relative, the size of its viewBox (SVG 2, 8.2).
func svgSize(r *bufio.Reader) (edition.Size, error) {
	d := xml.NewDecoder(io.LimitReader(r, 1<<20))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // numbers are ASCII
	for {
		t, err := d.RawToken()
		var syntax *xml.SyntaxError
		switch {
		case errors.As(err, &syntax):
			return edition.Size{}, errBroken
		case err != nil:
			return edition.Size{}, err
		}
		if e, ok := t.(xml.StartElement); ok {
			if e.Name.Local != "svg" {
				return edition.Size{}, errBroken
			}
			return svgElementSize(e)
		}
	}
}

func svgElementSize(e xml.StartElement) (edition.Size, error) {
	var w, h, boxWidth, boxHeight float64
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "width":
			w = cssLength(a.Value)
		case "height":
			h = cssLength(a.Value)
		case "viewBox":
			if n := strings.FieldsFunc(a.Value, func(r rune) bool { return strings.ContainsRune(" ,\t\r\n", r) }); len(n) == 4 {
				boxWidth, boxHeight = cssLength(n[2]), cssLength(n[3])
			}
		}
	}
	hasBox := boxWidth > 0 && boxHeight > 0
	switch {
	case w > 0 && h > 0:
	case hasBox && w > 0:
		h = w * boxHeight / boxWidth
	case hasBox && h > 0:
		w = h * boxWidth / boxHeight
	case hasBox:
		w, h = boxWidth, boxHeight
	default:
		return edition.Size{}, errNoSize
	}
	w, h = math.Round(w), math.Round(h)
	if w > 1<<24 || h > 1<<24 {
		return edition.Size{}, errBroken
	}
	return edition.Size{Width: max(1, int(w)), Height: max(1, int(h))}, nil
}

// cssUnits holds CSS's absolute units in pixels (CSS Values 3, 5.2).
var cssUnits = map[string]float64{"": 1, "px": 1, "pt": 96.0 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}

// cssLength reads an absolute length in pixels; 0 when it is relative, or none.
func cssLength(s string) float64 {
	s = strings.TrimSpace(s)
	i := strings.LastIndexAny(s, "0123456789.") + 1
	factor, ok := cssUnits[strings.ToLower(strings.TrimSpace(s[i:]))]
	n, err := strconv.ParseFloat(s[:i], 64)
	if err != nil || !ok || !(n > 0) || n > 1e9 {
		return 0
	}
	return n * factor
}
