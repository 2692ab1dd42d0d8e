FROM example.org/team/base:1
RUN pip install flask
RUN useradd app
FROM example.org/team/base:1
RUN pip install flask && ldconfig
FROM example.org/team/base:1 AS parent
RUN groupadd -r app
FROM parent
RUN pip install flask; if test -f /x; then echo y; fi
