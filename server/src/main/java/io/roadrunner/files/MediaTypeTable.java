package io.roadrunner.files;

// tidy: table

import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/// The data behind [MediaTypes]: each line is a media type and the endings that stand for it.
/// Registered types first of all; a type that begins with `x-` is what browsers and other servers
/// say where none is registered.
final class MediaTypeTable {
    private static final String LINES =
            """
            application/atom+xml atom
            application/calendar+json jcal
            application/cbor cbor
            application/dash+xml mpd
            application/epub+zip epub
            application/geo+json geojson
            application/gpx+xml gpx
            application/gzip gz tgz svgz
            application/hjson hjson
            application/java-archive jar war ear
            application/java-vm class
            application/json json map
            application/json5 json5
            application/ld+json jsonld
            application/manifest+json webmanifest
            application/mathematica nb mb
            application/mathml+xml mathml
            application/mbox mbox
            application/mp21 m21 mp21
            application/mp4 mp4s m4p
            application/msword doc dot
            application/n-quads nq
            application/n-triples nt
            application/octet-stream bin dump elc deploy dist distz lrf pkg bpk so img iso dll exe
            application/octet-stream msp msm buffer
            application/oda oda
            application/ogg ogx
            application/onenote onetoc onetoc2 onetmp onepkg
            application/oxps oxps
            application/pdf pdf
            application/pgp-encrypted pgp
            application/pgp-signature sig
            application/pkcs10 p10
            application/pkcs7-mime p7m p7c
            application/pkcs7-signature p7s
            application/pkcs8 p8
            application/pkix-attr-cert ac
            application/pkix-cert cer
            application/pkix-crl crl
            application/pkixcmp pki
            application/postscript ai eps ps
            application/rdf+xml rdf owl
            application/rss+xml rss
            application/rtf rtf
            application/sbml+xml sbml
            application/sdp sdp
            application/smil+xml smi smil
            application/sparql-query rq
            application/sparql-results+xml srx
            application/sql sql
            application/toml toml
            application/trig trig
            application/vnd.adobe.air-application-installer-package+zip air
            application/vnd.amazon.ebook azw
            application/vnd.android.package-archive apk
            application/vnd.apache.arrow.file arrow
            application/vnd.apache.arrow.stream arrows
            application/vnd.apache.parquet parquet
            application/vnd.apple.installer+xml mpkg
            application/vnd.apple.keynote key
            application/vnd.apple.mpegurl m3u8
            application/vnd.apple.numbers numbers
            application/vnd.apple.pages pages
            application/vnd.apple.pkpass pkpass
            application/vnd.dart dart
            application/vnd.debian.binary-package deb udeb
            application/vnd.fdf fdf
            application/vnd.flatpak flatpak
            application/vnd.garmin.tcx+xml tcx
            application/vnd.geogebra.file ggb
            application/vnd.google-earth.kml+xml kml
            application/vnd.google-earth.kmz kmz
            application/vnd.hal+xml hal
            application/vnd.iccprofile icc icm
            application/vnd.las las
            application/vnd.lotus-1-2-3 123
            application/vnd.mapbox-vector-tile mvt
            application/vnd.mozilla.xul+xml xul
            application/vnd.ms-artgalry cil
            application/vnd.ms-cab-compressed cab
            application/vnd.ms-excel xls xlm xla xlc xlt xlw
            application/vnd.ms-excel.addin.macroenabled.12 xlam
            application/vnd.ms-excel.sheet.binary.macroenabled.12 xlsb
            application/vnd.ms-excel.sheet.macroenabled.12 xlsm
            application/vnd.ms-excel.template.macroenabled.12 xltm
            application/vnd.ms-fontobject eot
            application/vnd.ms-htmlhelp chm
            application/vnd.ms-outlook msg
            application/vnd.ms-powerpoint ppt pps pot
            application/vnd.ms-powerpoint.addin.macroenabled.12 ppam
            application/vnd.ms-powerpoint.presentation.macroenabled.12 pptm
            application/vnd.ms-powerpoint.slide.macroenabled.12 sldm
            application/vnd.ms-powerpoint.slideshow.macroenabled.12 ppsm
            application/vnd.ms-powerpoint.template.macroenabled.12 potm
            application/vnd.ms-project mpp mpt
            application/vnd.ms-word.document.macroenabled.12 docm
            application/vnd.ms-word.template.macroenabled.12 dotm
            application/vnd.ms-works wps wks wcm wdb
            application/vnd.ms-wpl wpl
            application/vnd.ms-xpsdocument xps
            application/vnd.oasis.opendocument.chart odc
            application/vnd.oasis.opendocument.chart-template otc
            application/vnd.oasis.opendocument.database odb
            application/vnd.oasis.opendocument.formula odf
            application/vnd.oasis.opendocument.formula-template odft
            application/vnd.oasis.opendocument.graphics odg
            application/vnd.oasis.opendocument.graphics-template otg
            application/vnd.oasis.opendocument.image odi
            application/vnd.oasis.opendocument.image-template oti
            application/vnd.oasis.opendocument.presentation odp
            application/vnd.oasis.opendocument.presentation-template otp
            application/vnd.oasis.opendocument.spreadsheet ods
            application/vnd.oasis.opendocument.spreadsheet-template ots
            application/vnd.oasis.opendocument.text odt
            application/vnd.oasis.opendocument.text-master odm
            application/vnd.oasis.opendocument.text-template ott
            application/vnd.oasis.opendocument.text-web oth
            application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
            application/vnd.openxmlformats-officedocument.presentationml.slide sldx
            application/vnd.openxmlformats-officedocument.presentationml.slideshow ppsx
            application/vnd.openxmlformats-officedocument.presentationml.template potx
            application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
            application/vnd.openxmlformats-officedocument.spreadsheetml.template xltx
            application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
            application/vnd.openxmlformats-officedocument.wordprocessingml.template dotx
            application/vnd.rar rar
            application/vnd.rn-realmedia rm
            application/vnd.sqlite3 sqlite sqlite3 db
            application/vnd.stardivision.calc sdc
            application/vnd.stardivision.draw sda
            application/vnd.stardivision.impress sdd
            application/vnd.stardivision.writer sdw vor
            application/vnd.sun.xml.calc sxc
            application/vnd.sun.xml.draw sxd
            application/vnd.sun.xml.impress sxi
            application/vnd.sun.xml.writer sxw
            application/vnd.tcpdump.pcap pcap cap dmp
            application/vnd.visio vsd vst vss vsw
            application/wasm wasm
            application/widget wgt
            application/x-7z-compressed 7z
            application/x-abiword abw
            application/x-apple-diskimage dmg
            application/x-bittorrent torrent
            application/x-blorb blb blorb
            application/x-bzip bz
            application/x-bzip2 bz2 boz
            application/x-cdlink vcd
            application/x-chess-pgn pgn
            application/x-chrome-extension crx
            application/x-cpio cpio
            application/x-csh csh
            application/x-director dir dcr dxr
            application/x-doom wad
            application/x-dvi dvi
            application/x-font-bdf bdf
            application/x-font-pcf pcf
            application/x-font-type1 pfa pfb pfm afm
            application/x-freearc arc
            application/x-gtar gtar
            application/x-hdf hdf h5
            application/x-httpd-php php
            application/x-java-archive-diff jardiff
            application/x-java-jnlp-file jnlp
            application/x-keepass2 kdbx
            application/x-latex latex
            application/x-lua-bytecode luac
            application/x-lzh-compressed lzh lha
            application/x-makeself run
            application/x-mobipocket-ebook prc mobi
            application/x-ms-shortcut lnk
            application/x-ms-wmd wmd
            application/x-msaccess mdb
            application/x-msi msi
            application/x-netcdf nc cdf
            application/x-ndjson ndjson jsonl
            application/x-perl pl pm
            application/x-pilot pdb
            application/x-pkcs12 p12 pfx
            application/x-pkcs7-certificates p7b spc
            application/x-pkcs7-certreqresp p7r
            application/x-redhat-package-manager rpm
            application/x-research-info-systems ris
            application/x-sea sea
            application/x-sh sh
            application/x-shar shar
            application/x-shockwave-flash swf
            application/x-stuffit sit
            application/x-stuffitx sitx
            application/x-subrip srt
            application/x-sv4cpio sv4cpio
            application/x-tar tar
            application/x-tcl tcl tk
            application/x-tex tex
            application/x-tex-tfm tfm
            application/x-texinfo texinfo texi
            application/x-ustar ustar
            application/x-virtualbox-ova ova
            application/x-virtualbox-ovf ovf
            application/x-virtualbox-vdi vdi
            application/x-virtualbox-vmdk vmdk
            application/x-wais-source src
            application/x-web-app-manifest+json webapp
            application/x-x509-ca-cert der crt pem
            application/x-xfig fig
            application/x-xpinstall xpi
            application/x-xz xz
            application/xhtml+xml xhtml xht
            application/xliff+xml xlf
            application/xml xml xsl xsd rng
            application/xml-dtd dtd
            application/xop+xml xop
            application/xslt+xml xslt
            application/xspf+xml xspf
            application/yaml yaml yml
            application/yang yang
            application/yin+xml yin
            application/zip zip
            application/zstd zst
            audio/aac aac adts
            audio/ac3 ac3
            audio/aiff aif aiff aifc
            audio/amr amr
            audio/basic au snd
            audio/flac flac
            audio/matroska mka
            audio/midi mid midi kar rmi
            audio/mp4 m4a mp4a m4b
            audio/mpeg mp3 mpga mp2 mp2a m2a m3a
            audio/ogg oga ogg spx opus
            audio/vnd.dts dts
            audio/vnd.dts.hd dtshd
            audio/wav wav
            audio/webm weba
            audio/x-caf caf
            audio/x-mod mod s3m xm
            audio/x-mpegurl m3u
            audio/x-ms-wax wax
            audio/x-ms-wma wma
            audio/x-pn-realaudio ram ra
            chemical/x-cif cif
            chemical/x-cml cml
            chemical/x-xyz xyz
            font/collection ttc
            font/otf otf
            font/ttf ttf
            font/woff woff
            font/woff2 woff2
            image/aces exr
            image/apng apng
            image/avif avif
            image/avif-sequence avifs
            image/avci avci
            image/bmp bmp dib
            image/cgm cgm
            image/dicom-rle drle
            image/fits fits fit fts
            image/g3fax g3
            image/gif gif
            image/heic heic
            image/heic-sequence heics
            image/heif heif
            image/heif-sequence heifs
            image/ief ief
            image/jls jls
            image/jp2 jp2 jpg2
            image/jpeg jpeg jpg jpe jfif pjpeg pjp
            image/jpm jpm jpgm
            image/jpx jpx jpf
            image/jxl jxl
            image/ktx ktx
            image/ktx2 ktx2
            image/png png
            image/qoi qoi
            image/sgi sgi
            image/svg+xml svg
            image/t38 t38
            image/tiff tif tiff
            image/vnd.adobe.photoshop psd
            image/vnd.djvu djvu djv
            image/vnd.dwg dwg
            image/vnd.dxf dxf
            image/vnd.fpx fpx
            image/vnd.microsoft.icon ico
            image/vnd.ms-dds dds
            image/vnd.ms-modi mdi
            image/vnd.radiance hdr
            image/vnd.wap.wbmp wbmp
            image/webp webp
            image/wmf wmf
            image/emf emf
            image/x-3ds 3ds
            image/x-canon-cr2 cr2
            image/x-cmu-raster ras
            image/x-adobe-dng dng
            image/x-nikon-nef nef
            image/x-sony-arw arw
            image/x-jng jng
            image/x-pcx pcx
            image/x-pict pic pct
            image/x-portable-anymap pnm
            image/x-portable-bitmap pbm
            image/x-portable-graymap pgm
            image/x-portable-pixmap ppm
            image/x-rgb rgb
            image/x-tga tga
            image/x-xbitmap xbm
            image/x-xpixmap xpm
            image/x-xwindowdump xwd
            model/3mf 3mf
            model/gltf+json gltf
            model/gltf-binary glb
            model/iges igs iges
            model/mesh msh mesh silo
            model/mtl mtl
            model/obj obj
            model/step step stp
            model/stl stl
            model/vnd.collada+xml dae
            model/vnd.usdz+zip usdz
            model/vrml wrl vrml
            model/x3d+xml x3d x3dz
            text/cache-manifest appcache manifest
            text/calendar ics ifb
            text/coffeescript coffee litcoffee
            text/css css
            text/csv csv
            text/html html htm shtml
            text/jade jade
            text/javascript js mjs cjs
            text/jsx jsx
            text/less less
            text/markdown md markdown
            text/mathml mml
            text/mdx mdx
            text/n3 n3
            text/plain txt text conf def list log in ini cfg properties diff patch adoc asc
            text/richtext rtx
            text/sgml sgml sgm
            text/shex shex
            text/slim slim slm
            text/spdx spdx
            text/stylus stylus styl
            text/tab-separated-values tsv
            text/troff t tr roff man me ms
            text/turtle ttl
            text/uri-list uri uris urls
            text/vcard vcard vcf
            text/vnd.graphviz gv
            text/vnd.in3d.3dml 3dml
            text/vnd.sun.j2me.app-descriptor jad
            text/vnd.wap.wml wml
            text/vnd.wap.wmlscript wmls
            text/vtt vtt
            text/x-asm s asm
            text/x-c c cc cxx cpp h hh hpp dic
            text/x-component htc
            text/x-csharp cs
            text/x-fortran f for f77 f90
            text/x-go go
            text/x-haskell hs
            text/x-java-source java
            text/x-kotlin kt kts
            text/x-lua lua
            text/x-nfo nfo
            text/x-opml opml
            text/x-org org
            text/x-pascal p pas
            text/x-python py
            text/x-r r
            text/x-ruby rb
            text/x-rst rst
            text/x-rust rs
            text/x-sass sass
            text/x-scala scala
            text/x-scss scss
            text/x-setext etx
            text/x-sfv sfv
            text/x-swift swift
            text/x-typescript tsx mts cts
            text/x-uuencode uu
            text/x-vcalendar vcs
            video/3gpp 3gp 3gpp
            video/3gpp2 3g2
            video/h261 h261
            video/h263 h263
            video/h264 h264
            video/iso.segment m4s
            video/jpeg jpgv
            video/matroska mkv mk3d mks
            video/mj2 mj2 mjp2
            video/mp2t ts m2ts
            video/mp4 mp4 mp4v mpg4 m4v
            video/mpeg mpeg mpg mpe m1v m2v
            video/ogg ogv
            video/quicktime qt mov
            video/vnd.mpegurl mxu m4u
            video/vnd.rn-realvideo rv
            video/webm webm
            video/x-f4v f4v
            video/x-fli fli
            video/x-flv flv
            video/x-mng mng
            video/x-ms-asf asf asx
            video/x-ms-vob vob
            video/x-ms-wm wm
            video/x-ms-wmv wmv
            video/x-ms-wmx wmx
            video/x-msvideo avi
            video/x-sgi-movie movie
            x-conference/x-cooltalk ice
            """;

    /// The value of `content-type` by lower-case ending; immutable.
    static final Map<String, String> TYPES = read();

    private MediaTypeTable() {}

    private static Map<String, String> read() {
        Map<String, String> types = new HashMap<>();
        StringTokenizer lines = new StringTokenizer(LINES, "\n");
        while (lines.hasMoreTokens()) {
            StringTokenizer words = new StringTokenizer(lines.nextToken(), " ");
            String type = words.nextToken();
            String value = type.startsWith("text/") ? type + "; charset=utf-8" : type;
            while (words.hasMoreTokens()) {
                types.put(words.nextToken(), value);
            }
        }
        return Map.copyOf(types);
    }
}
