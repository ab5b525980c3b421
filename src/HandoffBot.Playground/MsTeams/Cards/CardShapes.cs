using System.Collections.Frozen;

namespace HandoffBot.Playground.MsTeams.Cards;

/// <summary>
/// Which properties each object of Adaptive Cards 1.5 may have, and what Microsoft Teams adds. A client would pass over a property that it
/// does not know; here it is refused, as it is always a slip. https://adaptivecards.microsoft.com
/// </summary>
internal static class CardShapes
{
    private const string Element = "id isVisible separator spacing height fallback requires targetWidth";
    private const string Box = Element + " style bleed backgroundImage minHeight rtl selectAction verticalContentAlignment";
    private const string Input = Element + " label isRequired errorMessage labelPosition labelWidth";
    private const string Action = "id title iconUrl style fallback tooltip isEnabled mode requires role";

    public static readonly FrozenSet<string> Card =
        "type $schema version body actions selectAction fallbackText speak lang backgroundImage minHeight rtl verticalContentAlignment refresh authentication metadata msteams"
            .Split(' ').ToFrozenSet();

    public static readonly FrozenDictionary<string, string[]> Elements = Table(
        ("TextBlock", Element + " text color fontType horizontalAlignment isSubtle maxLines size weight wrap style"),
        ("RichTextBlock", Element + " inlines horizontalAlignment"),
        ("Image", Element + " url altText backgroundColor width horizontalAlignment selectAction size style msteams"),
        ("ImageSet", Element + " images imageSize"),
        ("Container", Box + " items"),
        ("ColumnSet", Box + " columns horizontalAlignment"),
        ("FactSet", Element + " facts"),
        ("ActionSet", Element + " actions horizontalAlignment"),
        ("Table", Element + " columns rows firstRowAsHeaders showGridLines gridStyle horizontalCellContentAlignment verticalCellContentAlignment"),
        ("Input.Text", Input + " value placeholder isMultiline maxLength regex style inlineAction"),
        ("Input.Number", Input + " value placeholder min max"),
        ("Input.Date", Input + " value placeholder min max"),
        ("Input.Time", Input + " value placeholder min max"),
        ("Input.Toggle", Input + " value title valueOn valueOff wrap"),
        ("Input.ChoiceSet", Input + " value placeholder choices choices.data isMultiSelect style wrap"));

    /// <summary>What stands inside an element and nowhere else.</summary>
    public static readonly FrozenDictionary<string, string[]> Parts = Table(
        ("Column", Box + " items width"),
        ("TableRow", Element + " cells style horizontalCellContentAlignment verticalCellContentAlignment"),
        ("TableCell", Box + " items"),
        ("TextRun", "text color fontType highlight isSubtle italic selectAction size strikethrough underline weight"));

    public static readonly FrozenDictionary<string, string[]> Actions = Table(
        ("Action.Submit", Action + " data associatedInputs msteams"),
        ("Action.Execute", Action + " verb data associatedInputs"),
        ("Action.OpenUrl", Action + " url"),
        ("Action.ShowCard", Action + " card"),
        ("Action.ToggleVisibility", Action + " targetElements"));

    /// <summary>The words that a property may hold, wherever it stands; other properties are free.</summary>
    public static readonly FrozenDictionary<string, string[]> Words = Table(
        ("spacing", "none small default medium large extraLarge padding"),
        ("color", "default dark light accent good warning attention"),
        ("weight", "lighter default bolder"),
        ("fontType", "default monospace"),
        ("horizontalAlignment", "left center right"),
        ("verticalContentAlignment", "top center bottom"),
        ("associatedInputs", "auto none"),
        ("mode", "primary secondary"));

    /// <summary>The words of <c>style</c>, which mean something else in every kind.</summary>
    public static readonly FrozenDictionary<string, string[]> Styles = Table(
        ("TextBlock", "default columnHeader heading"),
        ("Image", "default person roundedCorners"),
        ("Container", Fills),
        ("ColumnSet", Fills),
        ("Column", Fills),
        ("TableRow", Fills),
        ("TableCell", Fills),
        ("Input.Text", "text tel url email password"),
        ("Input.ChoiceSet", "compact expanded filtered"),
        ("Action", "default positive destructive"));

    private const string Fills = "default emphasis good attention warning accent";

    private static FrozenDictionary<string, string[]> Table(params (string Type, string Names)[] rows) =>
        rows.ToFrozenDictionary(row => row.Type, row => row.Names.Split(' '));
}
