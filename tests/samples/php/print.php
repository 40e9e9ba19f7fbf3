<?php
/*
 * Texts as they are pasted, JSON on standard input -> each as WordPress prints it, JSON on standard output.
 *
 *     php print.php FOLDER       FOLDER: WordPress's own files, and in wp-content/ the db.php that stands beside this
 *
 * in     {"ways": [...], "texts": [...]}          out     {"version": "6.1.9", "texts": [[one a way], ...]}
 *
 * classic, block                what `the_content` makes of the text, in classic content or a Custom HTML block
 * author-classic, author-block  the same after it was saved by somebody without the right "unfiltered_html"
 * wpautop, wptexturize          these filters alone
 *
 * Quotes are translated as in a French WordPress.
 */
error_reporting( E_ALL & ~E_DEPRECATED );
ini_set( 'display_errors', 'stderr' );
define( 'ABSPATH', rtrim( $argv[1], '/' ) . '/' );
define( 'WP_HOME', 'https://www.example.org' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true );
foreach ( array( 'DB_NAME', 'DB_USER', 'DB_PASSWORD', 'DB_HOST' ) as $name ) {
	define( $name, '' );
}
$_SERVER = array(
	'HTTP_HOST'       => 'www.example.org',
	'HTTPS'           => 'on',
	'PHP_SELF'        => '/index.php',
	'REQUEST_METHOD'  => 'GET',
	'REQUEST_URI'     => '/',
	'SERVER_PROTOCOL' => 'HTTP/1.1',
) + $_SERVER;
$table_prefix = 'wp_';
require ABSPATH . 'wp-settings.php';

add_filter(
	'gettext_with_context',
	function ( $translation, $text, $context ) {
		$french = array(
			'opening curly double quote' => '&laquo;&nbsp;',
			'closing curly double quote' => '&nbsp;&raquo;',
		);
		return $french[ $context ] ?? $translation;
	},
	10,
	3
);
$GLOBALS['post'] = new WP_Post(
	(object) array(
		'ID'        => 1,
		'post_type' => 'post',
		'filter'    => 'raw',
	)
);

function saved( $text, $by_author ) {
	$by_author ? kses_init_filters() : kses_remove_filters();
	return wp_unslash( apply_filters( 'content_save_pre', wp_slash( $text ) ) );
}

function in_block( $text ) {
	return "<!-- wp:html -->\n$text\n<!-- /wp:html -->";
}

function made( $text, $way ) {
	switch ( $way ) {
		case 'classic':
			return apply_filters( 'the_content', saved( $text, false ) );
		case 'block':
			return apply_filters( 'the_content', saved( in_block( $text ), false ) );
		case 'author-classic':
			return apply_filters( 'the_content', saved( $text, true ) );
		case 'author-block':
			return apply_filters( 'the_content', saved( in_block( $text ), true ) );
		default:
			return $way( $text );
	}
}

$asked = json_decode( stream_get_contents( STDIN ), false, 512, JSON_THROW_ON_ERROR );
$texts = array();
foreach ( $asked->texts as $text ) {
	$texts[] = array_map(
		function ( $way ) use ( $text ) {
			return made( $text, $way );
		},
		$asked->ways
	);
}
echo json_encode( array( 'version' => $wp_version, 'texts' => $texts ), JSON_THROW_ON_ERROR );
