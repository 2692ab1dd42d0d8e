FROM fedora:43
LABEL base=$DISTTAG
CMD ["true"]
