FROM debian:12
RUN <<-EOF
		apt-get update
	mkdir /a
	apt-get update
	apt-get clean; mkdir /b
	cat > /c <<'X'
	apt is a word
	X
	apt-get install -y curl; apt-get clean

	! rm -rf /var/lib/apt/lists/*
	apt-get clean && mkdir /d
	if true; then rm -rf /var/lib/apt/lists/*; fi
	apt-get clean
	mkdir /e
EOF
RUN set -- -e; mkdir /f; apt-get clean
CMD ["curl", "--version"]
