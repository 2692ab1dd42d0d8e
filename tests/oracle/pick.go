package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// The draw is by hash, so it is the same on every machine and moves little when the
// corpus grows.
const drawSeed = "imgfix-grammar-1"

// Quotas: how many files are taken for each feature, rare ones first. The last one
// takes whatever comes.
var features = []struct {
	name  string
	quota int
	has   func(src []byte, doc *document) bool
}{
	{"rejected", 40, func(_ []byte, d *document) bool { return !d.OK }},
	{"crlf", 20, func(src []byte, _ *document) bool { return bytes.Contains(src, []byte("\r")) }},
	{"backtick", 40, func(_ []byte, d *document) bool { return d.Escape == "`" }},
	{"onbuild", 40, func(_ []byte, d *document) bool { return some(d, func(i *instruction) bool { return i.Sub != nil }) }},
	{"heredoc", 60, func(_ []byte, d *document) bool {
		return some(d, func(i *instruction) bool { return len(i.Heredocs) > 0 })
	}},
	{"mount", 60, func(_ []byte, d *document) bool {
		return some(d, func(i *instruction) bool {
			return slices.ContainsFunc(i.Flags, func(f text) bool { return strings.HasPrefix(string(f), "--mount") })
		})
	}},
	{"windows", 30, func(src []byte, _ *document) bool { return windows.Match(src) }},
	{"json-run", 30, func(_ []byte, d *document) bool {
		return some(d, func(i *instruction) bool { return i.JSON && (i.Cmd == "RUN" || i.Cmd == "COPY" || i.Cmd == "ADD") })
	}},
	{"healthcheck", 20, func(_ []byte, d *document) bool {
		return some(d, func(i *instruction) bool { return i.Cmd == "HEALTHCHECK" })
	}},
	{"non-ascii", 20, func(src []byte, _ *document) bool {
		return slices.ContainsFunc(src, func(c byte) bool { return c >= 0x80 })
	}},
	{"comment-inside", 40, func(src []byte, _ *document) bool { return commentInside.Match(src) }},
	{"flags", 40, func(_ []byte, d *document) bool {
		return some(d, func(i *instruction) bool { return len(i.Flags) > 1 })
	}},
	{"stages", 40, func(_ []byte, d *document) bool { return len(d.Stages) > 3 }},
	{"no-final-newline", 20, func(src []byte, _ *document) bool { return !bytes.HasSuffix(src, []byte("\n")) }},
	{"any", 240, func([]byte, *document) bool { return true }},
}

var (
	windows       = regexp.MustCompile(`(?i)windowsservercore|nanoserver|powershell`)
	commentInside = regexp.MustCompile("(?m)[\\\\`][ \\t]*\\r?\\n[ \\t]*#")
	// Files that name a package registry or a mirror of one stay out of the repository.
	registryHost = regexp.MustCompile(`(?i)debian\.org|ubuntu\.com|alpinelinux\.org|fedoraproject|centos\.org|pypi\.|pythonhosted|` +
		`npmjs|yarnpkg\.com|goproxy|proxy\.golang|crates\.io|maven|rubygems|nuget\.org|packagist|cpan\.org|anaconda|conda\.|mirror`)
)

// Files over this many bytes are taken only when a feature asks for them, never over
// the hard limit.
const softLimit, hardLimit = 3000, 12000

// A repository whose licence and notice files are longer than this is passed over: they
// would have to be carried along.
const licenceLimit = 64 * 1024

func some(d *document, yes func(*instruction) bool) bool {
	return slices.ContainsFunc(d.Instructions, yes)
}

func licenceSize(corpus, repo string) (total int64) {
	names, _ := filepath.Glob(filepath.Join(corpus, "licenses", strings.ReplaceAll(repo, "/", "+")+".*"))
	for _, name := range names {
		if info, err := os.Stat(name); err == nil {
			total += info.Size()
		}
	}
	return total
}

type candidate struct {
	row   string
	repo  string
	order string
	src   []byte
	doc   *document
}

// pick writes the rows of CORPUS/manifest.tsv that go into the golden data, with one
// more column: the feature each was taken for.
func pick(corpus string, out io.Writer) error {
	manifest, err := os.Open(filepath.Join(corpus, "manifest.tsv"))
	if err != nil {
		return err
	}
	defer manifest.Close()

	var header string
	var all []candidate
	for in := bufio.NewScanner(manifest); in.Scan(); {
		if header == "" {
			header = in.Text()
			continue
		}
		column := strings.Split(in.Text(), "\t")
		file := filepath.Join(corpus, "files", column[0]+".Dockerfile")
		src, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if len(src) > hardLimit || registryHost.Match(src) || licenceSize(corpus, column[1]) > licenceLimit {
			continue
		}
		sum := sha256.Sum256([]byte(drawSeed + ":" + column[0]))
		all = append(all, candidate{in.Text(), column[1], hex.EncodeToString(sum[:]), src, read(column[0], file, false)})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].order < all[j].order })

	var rows []string
	taken := map[int]bool{}
	for _, f := range features {
		left := f.quota
		fromRepo := map[string]int{}
		// First at most three of one repository, then whatever is left.
		for _, most := range []int{3, len(all)} {
			for i, c := range all {
				if left == 0 || taken[i] || fromRepo[c.repo] >= most || !f.has(c.src, c.doc) {
					continue
				}
				if len(c.src) > softLimit && f.name == "any" {
					continue
				}
				taken[i] = true
				fromRepo[c.repo]++
				left--
				rows = append(rows, c.row+"\t"+f.name)
			}
		}
	}
	sort.Strings(rows)
	fmt.Fprintf(out, "%s\tfor\n", header)
	for _, r := range rows {
		fmt.Fprintln(out, r)
	}
	return nil
}
