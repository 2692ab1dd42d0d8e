FROM node:22
ENV PYTHON=/usr/bin/python3
RUN ln -sf /usr/bin/python3 /usr/bin/python
CMD ["cat", "/x"]
