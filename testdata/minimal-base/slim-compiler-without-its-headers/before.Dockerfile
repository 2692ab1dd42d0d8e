FROM python:3.12
RUN apt-get update && apt-get install -y --no-install-recommends gcc autoconf gpg
COPY main.c configure.ac /src/
RUN cd /src && gcc -o /main main.c && gcc --version
RUN cd /src && autoreconf -i
RUN gpg --keyserver keys.example.org --recv-keys 0123456789ABCDEF && apt-config dump > /settings
CMD ["/main"]
