FROM alpine
RUN echo $'its' <<X
body
X
