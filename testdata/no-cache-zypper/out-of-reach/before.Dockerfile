FROM opensuse/leap:15.6
RUN su app -c "zypper --non-interactive install git"
RUN echo $(zypper --non-interactive install git)
RUN get() { zypper --non-interactive install git; } && get
RUN sh <<EOT
zypper --non-interactive install git $X
EOT
RUN zypper --non-interactive install git && if true; then echo
