FROM node:14
RUN wget -q https://example.org/x.txt
CMD ["cat", "/x.txt"]
