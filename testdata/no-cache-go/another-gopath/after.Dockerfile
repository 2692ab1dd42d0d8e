FROM debian:12
ENV GOPATH=/srv/go PATH=/srv/go/bin:$PATH
RUN apt-get install -y golang-go && go install example.org/tool@latest && rm -rf ~/.cache/go-build /srv/go/pkg/mod
CMD ["sleep", "1"]
