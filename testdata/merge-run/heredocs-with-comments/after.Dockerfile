# syntax=docker/dockerfile:1
FROM alpine:3.20
RUN <<-'END'
	set -eu
	# the first
	mkdir /srv/a; touch /srv/a/b # of two
# and the second
	set -eu
	touch /srv/c
	if test -f /srv/c; then
		touch /srv/d
	fi
END
