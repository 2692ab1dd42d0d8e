FROM alpine:3.24
RUN <<-EOF
	mkdir /a
	mkdir /b
	cat > /c <<'X'
	apt is a word
	X
	apk add --no-cache curl

	! true
	mkdir /d
	if true; then true; fi
	mkdir /e
EOF
RUN set -- -e; mkdir /f; true
CMD ["curl", "--version"]
