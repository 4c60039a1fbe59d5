/** First names; several share their first two letters, so that person ids at Basketball-Reference need their number. */
export const firstNames: readonly string[] = words(`
Aaron Adrian Alonzo Álex Amari Andre Anton Antwan Ashton Bakary Barrett Bastien Beckett Benoît Björn Blaise Bogdan Boubacar Brady Brennan Bryce
Caleb Calvin Cameron Carsen Cedric Chuma Clément Colby Corey Cyrus Da'Quan Dalen Damon Dante Daquan Darian Davion Dawit De'Marcus Declan Dejuan
Demetrius Deron Desmond Devonte Dimitrij Dorian Dragan Drew Dušan Dwayne Edmond Eli Elijah Emeka Émile Emmanuel Enzo Erik Ethan Evan Ezra Fabrice
Felipe Filip Florian Gabriel Garrison Gaël Gavin Gideon Goran Grant Hakeem Hamidou Harlan Hassan Hayden Hugo Ibrahim Idris Ignas Ike Isaiah Ivica
Ja'Kobe Jabril Jadon Jae'Sean Jalen Jamarcus Jared Jarvis Javon Jaxon Jayden Jaylin Jaylon Jean-Luc Jerome Jo'Vaughn Joaquín Jordan Josiah Jovan
Juwan Kadeem Kai Kalil Karim Keegan Kelvin Kendrick Kenyon Khalil Kieran Kilian K.J. Kristaps Kyrin Lamar Landry Lars Leandro Leon Levi Linus
Logan Lorenzo Luc Luka Łukasz Mading Malachi Malik Marcel Marko Marquis Mason Mateo Matthias Maurice Micah Mikael Miles Milan Moritz Moussa Myles
N'Faly Naji Nathaniel Niko Nikola Noah Obi Odell Oleksiy Omari Oscar Otis Pablo Paolo Parker Patrik Payton Percy Quentin R.J. Rafael Ramón Rashad
Raúl Reggie Rémi Rhys Rodrigo Romain Rowan Rudy Ryland Sacha Saddiq Samir Santiago Saša Sekou Semaj Séverin Shawn Sidy Silas Simone Søren Stefan
Sterling Taj Tariq Ta'Shawn Terrance Théo Tobias Tomáš Torrey Tre'Von Trevon Tristan Tyrell Ulrich Usman Vance Vasilije Victor Vítor Wade Walker
Wendell Wesley Xavier Yannick Yves Zaccharie Zaire Zeke Žiga Zion`)

/** Last names: accents, apostrophes, hyphens and two words among them. */
export const lastNames: readonly string[] = words(`
Abara Ackerly Adeyemi Akintola Albrecht Alderman Allard Amadi Anders Ardley Arsenault Ashby Asante Atwood Aubert Ayala Babić Bakker Baptiste Barlow
Baumann Beaumont Beckwith Belmont Béranger Bergström Birch Bishop Blackwell Blažević Boateng Bonham Bouchard Bradshaw Brandt Briggs Broadnax Burrell
Cabrera Calloway Cantrell Carmody Castellano Chambers Chatman Cheatham Čović Clayborne Coleman-Reyes Collingwood Conley-Marsh Corbin Côté Coulibaly Crowder-Bell Cruikshank
D'Almeida D'Angelo Dacosta Dalton Darby Davenport Delacroix Delgado Dembinski Desrosiers Diarra Diop Djokanović Dobbins Donahue Dossou Draper Dubois Dunmore
Đurić Easley Edgecomb Ekwueme Ellery Emerson Engström Ervine Espinoza Etienne Everhart Fairchild Farrow Faulkner Fenwick Ferrante Fitzhugh Fofana
Fontanelle Forsythe Fournel Gadsden Gainsford Garcés Garnet Gauthier Gbadebo Gentry Germain Gilchrist Glenister Goodluck Gower Grbić Grady Greaves Guillory Gustafsson
Haddad Hagan Halloran Hargrove Harmsworth Hatcher Hawthorne Hendrix Holloway Horvat Houston-Pike Huxley Ibekwe Ilunga Ivanović Jablonski Jefferies
Jennings Johansson Jonaitis-Ray Kaczmarek Kamara Kane Karlsen Keita Kendall Kilpatrick Kingsley Kovačević Kowalski Krüger Kuzmić Lachance Lafleur
Langdon Larkin Lattimore Laurent Leblanc Lefèvre Lindqvist Lockhart Longstreet Lovegrove Luković Lundy Mabry Madsen Maguire Mahoney Makoun Mallory
Mancini Marchetti Marušić Marlowe Mathis Mbaye McAllister McCready McKinnon Mensah Merryfield Milošević Mitić Moncrieff-Day Montgomery Moreau Mosley Müller
N'Diaye Nakamura Nance-Ford Nesbitt Ngata Nikolaidis Nkemelu Norwood Novák Núñez O'Bannon O'Connell O'Rourke Oduya Ogden Okoro-Nash Okonkwo Olsson
Ortega Osei Oyelaran Paget Palmer Papanikas Parrish Pembroke Peña Pettway Piñeiro Pomeroy Popović Presswood Preston Quarles Quiñones Radović Ramsey Rankin Redmond
Reyes Richmond Rivers Roche Rollins Rosario Rowe Rutledge Sauvageot Saint-Cyr Salazar Sánchez Sarrazin Savage Schäfer Seabrook Sesay Shelby Šimić Sinclair
Skipper Snead Soto Sowande Spalding Stallworth Stanković Sterns Stokes-Webb Strandberg Sutter Swanson Sylla Talbert Tavares Tarrant Tillery Todorović Tounkara Traoré
Tremblay Tucker-Lee Uzoma Valančius Valdez Van\u00a0Houten Vaughan Vidal Vinson Vuković Waddell Wainwright Walcott Waller Warrick Washburn Weatherby Wendover
Westerfield Whitlock Wickham Wilkerson Winfield Womack Woodson Wójcik Yarborough Yates Youngblood Zabala Zagorac Zielinski Zouma Žukauskas`)

/** Suffixes of names, the common ones more often. */
export const nameSuffixes: readonly string[] = ['Jr.', 'Jr.', 'Jr.', 'Jr.', 'III', 'III', 'II', 'Sr.', 'IV']

// A no-break space keeps a surname of two words together in the lists above.
function words(list: string): string[] {
  return list
    .trim()
    .split(/[ \n]+/)
    .map(word => word.replaceAll('\u00a0', ' '))
}
