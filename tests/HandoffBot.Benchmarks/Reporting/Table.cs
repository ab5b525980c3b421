using System.Globalization;
using System.Text;

namespace HandoffBot.Benchmarks.Reporting;

/// <summary>All rows as Markdown, medians with the smallest and the largest round behind them.</summary>
internal sealed class Table
{
    private readonly List<Row> _rows = [];

    public void Add(Row row) => _rows.Add(row);

    public override string ToString()
    {
        var text = new StringBuilder("| measure | HandoffBot | peer | ratio | must | reached |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var row in _rows)
        {
            var reached = row.Reached switch { true => "yes", false => "**no**", null => "" };
            text.Append(CultureInfo.InvariantCulture, $"| {row.What} | {Spread(row.Ours)} | {Spread(row.Peers)} | {Spread(row.Ratios, "x")} | {row.Must} | {reached} |\n");
        }

        return text.ToString();
    }

    private static string Spread(IReadOnlyList<double> values, string unit = "") => values.Count switch
    {
        0 => "",
        1 => Number(values[0]) + unit,
        _ => $"{Number(Row.Middle(values))}{unit} ({Number(values.Min())}–{Number(values.Max())})",
    };

    private static string Number(double value) => value switch
    {
        >= 100 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
