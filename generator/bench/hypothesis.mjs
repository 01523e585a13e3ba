// Hypothesis' way of finding a quotation, for make bench to compare with: written
// anew after its published rules, on the matcher that it uses.
//
//   node hypothesis.mjs FOLDER ROUNDS
//
// reads FOLDER/cases.jsonl and writes where each quotation was found, a JSON line a
// case: {"id", "start", "end"} in code points, or {"id"} alone. The last line is
// {"seconds"}: the best of some rounds, reading the texts included.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const installed = createRequire(new URL('../../.ci/package.json', import.meta.url))
const { default: approximate } = await import(pathToFileURL(installed.resolve('approx-string-match')))

// What the parts of a score weigh: the quotation, what stands before and after
// it, and how near it is to where it stood.
const weights = { quote: 50, before: 20, after: 20, near: 2 }

// search finds a string in a text: wherever it stands as it is, else with errors.
function search(text, wanted, mostErrors) {
  const found = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    found.push({ start: at, end: at + wanted.length, errors: 0 })
  }
  return found.length > 0 ? found : approximate(text, wanted, mostErrors)
}

// likeness is how much of a string stands in a text, 0 to 1.
function likeness(text, wanted) {
  if (wanted === '' || text === '') return 0
  return 1 - search(text, wanted, wanted.length)[0].errors / wanted.length
}

// locate finds a quotation: the best of all places that hold at least half of it.
// There is no floor below which none is good enough.
function locate(text, { exact, prefix, suffix, start }) {
  let best, most = -1
  for (const place of search(text, exact, Math.min(256, exact.length / 2))) {
    const score =
      weights.quote * (1 - place.errors / exact.length) +
      weights.before * (prefix ? likeness(text.slice(Math.max(0, place.start - prefix.length), place.start), prefix) : 1) +
      weights.after * (suffix ? likeness(text.slice(place.end, place.end + suffix.length), suffix) : 1) +
      weights.near * (1 - Math.abs(place.start - start) / text.length)
    if (score > most) [best, most] = [place, score]
  }
  return best
}

const [folder, rounds] = process.argv.slice(2)
const cases = readFileSync(join(folder, 'cases.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line))

let texts, places, seconds = Infinity
for (let round = 0; round < Number(rounds); round++) {
  const began = performance.now()
  texts = new Map()
  places = cases.map((c) => {
    if (!texts.has(c.new_text)) texts.set(c.new_text, readFileSync(join(folder, c.new_text), 'utf8'))
    return locate(texts.get(c.new_text), c)
  })
  seconds = Math.min(seconds, (performance.now() - began) / 1000)
}

cases.forEach((c, n) => {
  const points = (end) => Array.from(texts.get(c.new_text).slice(0, end)).length
  const place = places[n] && { start: points(places[n].start), end: points(places[n].end) }
  console.log(JSON.stringify({ id: c.id, ...place }))
})
console.log(JSON.stringify({ seconds }))
