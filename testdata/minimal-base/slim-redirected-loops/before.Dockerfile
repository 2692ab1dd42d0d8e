FROM python:3.12
RUN while read line; do echo "$line"; done < /usr/include/zlib.h > /lines
RUN { echo .TH; echo x; } > /usr/share/man/man1/x.1
RUN for header in /usr/include/openssl/*.h; do echo "$header"; done > /headers
RUN f() { cat; } < /usr/share/info/dir; f
CMD ["cat", "/lines"]
