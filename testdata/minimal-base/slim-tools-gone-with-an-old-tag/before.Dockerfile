FROM node:8
RUN wget -q https://example.org/x.txt
CMD ["cat", "/x.txt"]
