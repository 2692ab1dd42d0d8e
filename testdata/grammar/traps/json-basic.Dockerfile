FROM alpine
RUN ["a", "b c"]
CMD ["x"]
ENTRYPOINT [ "y" , "z" ]
COPY ["a b", "c", "/d/"]
ADD ["e", "/f"]
VOLUME ["/g", "/h"]
SHELL ["/bin/sh", "-c"]
