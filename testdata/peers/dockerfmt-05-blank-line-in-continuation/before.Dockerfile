FROM debian
RUN mkdir /a \

  && mkdir /b
RUN mkdir /c
