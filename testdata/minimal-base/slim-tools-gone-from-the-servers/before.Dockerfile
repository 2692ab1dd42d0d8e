FROM python:3.6-stretch
RUN wget -q https://example.org/x.txt
CMD ["cat", "/x.txt"]
