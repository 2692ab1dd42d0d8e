FROM example.org/x:1
RUN apt install -y curl
