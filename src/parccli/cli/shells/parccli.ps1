# What the Tab key offers after “parccli”; names of files where parccli has nothing to offer.
Register-ArgumentCompleter -Native -CommandName parccli -ScriptBlock {
    param($word, $line, $cursor)
    $before = @($line.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } |
        ForEach-Object { if ($null -ne $_.Value) { [string]$_.Value } else { $_.ToString() } })
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:_PARCCLI_COMPLETE = 'powershell'
        # An empty argument would be dropped on its way.
        $env:_PARCCLI_WORD = $word.Trim("'", '"')
        parccli @before 2>$null | ForEach-Object {
            $offer, $help = $_ -split "`t", 2
            $text = if ($offer -match "[^\w./=:-]") { "'" + $offer.Replace("'", "''") + "'" } else { $offer }
            if (-not $help) { $help = $offer }
            [System.Management.Automation.CompletionResult]::new($text, $offer, 'ParameterValue', $help)
        }
    } finally {
        Remove-Item Env:_PARCCLI_COMPLETE, Env:_PARCCLI_WORD -ErrorAction SilentlyContinue
        [Console]::OutputEncoding = $encoding
    }
}
