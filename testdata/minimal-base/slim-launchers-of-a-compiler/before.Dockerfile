FROM python:3.13
RUN trap 'make clean' EXIT; true
RUN unshare -r gcc -v
RUN su root -c 'g++ -v'
RUN alias m=make; m
CMD ["nice", "make"]
