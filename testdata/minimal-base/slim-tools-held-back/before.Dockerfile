FROM python:3.13
RUN curl -fsSLO https://example.org/x.txt
CMD ["cat", "/x.txt"]
