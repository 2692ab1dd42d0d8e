#!/bin/sh
/other.sh
