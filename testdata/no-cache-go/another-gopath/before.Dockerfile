FROM debian:12
ENV GOPATH=/srv/go PATH=/srv/go/bin:$PATH
RUN apt-get install -y golang-go && go install example.org/tool@latest
CMD ["sleep", "1"]
