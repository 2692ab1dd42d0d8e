FROM python:3.13
RUN ln -s /usr/bin/gcc /usr/local/bin/cc
RUN cc --version
CMD ["python", "-V"]
