FROM perl:5.42
COPY cpanfile .
RUN cpanm --notest Moose
RUN cpm install -g
CMD ["cat", "x.txt"]
