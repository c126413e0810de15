"""The commonest words of the languages of our locales, small ones and those of goods, to tell languages.

Written down from general knowledge, 2026-11-23. Indonesian and Malay are one class here: they share most of
these words, and good texts of both use the others'. Words of one or two letters that are names of sizes,
units or chemical signs are left out.
"""

from __future__ import annotations

from typing import Final

_ENGLISH: Final = """
the and of to is are was were with for from that this these those which your you it its as by on or
be can will not have has an at when into than then there they their our we if any all more most
other also only just very while after before without within should would could may must been being
does each such both made make makes use used using keep keeps up out over under about so but no
"""
_GERMAN: Final = """
der die das und ist sind mit für von den dem des ein eine einen einem einer eines nicht auch auf aus
bei nach zu zum zur im am als wie oder aber wird werden kann können sich sie ihr ihre ihren ihrem
wir uns durch über unter nur noch sehr mehr ohne bis um an so dass wenn damit dank ihm ihn man hat
haben sein seine war diese dieser dieses diesen alle jede jeder jedes beim vom ins pro sowie farbe
größe damen herren wasserdicht hochwertig leicht weich
"""
_FRENCH: Final = """
le la les de des du et est sont avec pour un une dans sur par en au aux ce cet cette ces qui que ne
pas plus votre vos vous nous notre nos il elle ils elles son sa ses leur leurs ou mais si sans sous
très bien tout tous toute toutes être avoir peut peuvent même comme lors après avant entre chaque
afin ainsi aussi où été était c'est d'un d'une l'on n'est qu'il couleur taille femme femmes homme
hommes étanche léger légère doux facile qualité à a y deux trois quatre mois jours
"""
_SPANISH: Final = """
el la los las de del y es son con para un una unos unas en por que no se su sus al lo más como o
pero si sin sobre muy este esta estos estas ese esa tu tus te le les nos nuestro nuestra puede
pueden ser está están también todo todos toda todas cada entre cuando desde hasta donde ya hay fue
ha han tiene cualquier talla mujer hombre impermeable ligero ligera suave fácil calidad tamaño a e u
mas
"""
_ITALIAN: Final = """
il lo la i gli le di del della dei delle dello degli e è sono con per un una uno in nel nella nei
nelle su sul sulla che non si al alla ai alle agli da dal dalla dai dalle come o ma se senza molto
più questo questa questi queste tuo tua tuoi tue suo sua suoi sue può possono essere anche tutto
tutti tutta tutte ogni tra fra quando ed ad ha hanno c'è cui grazie colore taglia donna uomo
impermeabile leggero leggera morbido facile qualità a
"""
_PORTUGUESE: Final = """
o a os as de do da dos das e é são com para um uma uns umas em no na nos nas por pelo pela que não
se seu sua seus suas ao à aos às mais como ou mas sem sobre muito este esta esse essa isso isto você
ele ela nós pode podem ser está estão também todo todos toda todas cada entre quando até onde já há
foi tem têm qualquer num numa cor tamanho feminino feminina masculino leve macio fácil qualidade
impermeável mulher homem
"""
_MALAY: Final = """
yang dan di dari ke dengan untuk pada ini itu tidak adalah akan atau juga dalam oleh sebagai karena
kerana agar supaya bisa boleh dapat sudah telah lebih sangat anda kamu kami kita saya mereka dia
bukan hanya sahaja saja jika bila ketika saat serta bagi secara antara setiap semua tanpa hingga
sampai seperti tersebut ada para lagi daripada kepada ialah tiada perlu harus sila silakan jangan
baik mudah warna bahan ukuran saiz wanita pria lelaki panjang lebar tinggi tahan kualitas kualiti
lembut ringan nyaman selesa
"""
_FILIPINO: Final = """
ang ng sa mga na ay at para hindi ito iyon iyan ka mo ko niya nila kami kayo tayo sila natin namin
ninyo inyong iyong kung pero dahil upang habang may mayroon wala walang lang lamang din rin pa po ba
kapag nang mula hanggang bawat lahat dapat maaari pwede puwede kaya isang isa nasa kasama ni si kay
"""
_VIETNAMESE: Final = """
và của là các có cho với trong không được này những một để khi từ đến tại bạn người như đã sẽ cũng
hoặc nhưng về ra vào trên dưới theo hơn rất bằng bị nếu thì mà đó nào ở do vì nên sau trước giúp
dùng sử dụng phù hợp dễ sản phẩm chất chúng tôi
"""

#: Words by class. A class is a language, but Malay stands for Indonesian too.
WORDS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(_GERMAN.split()),
    "fr": frozenset(_FRENCH.split()),
    "es": frozenset(_SPANISH.split()),
    "it": frozenset(_ITALIAN.split()),
    "pt": frozenset(_PORTUGUESE.split()),
    "ms": frozenset(_MALAY.split()),
    "fil": frozenset(_FILIPINO.split()),
    "vi": frozenset(_VIETNAMESE.split()),
}
#: The class of each language that has one and shares it.
CLASSES: Final[dict[str, str]] = {**{name: name for name in WORDS}, "id": "ms", "tl": "fil"}
