using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Playbooks;
using NodaTime.Text;

namespace HandoffBot.MsTeams.Cards;

/// <summary>
/// The control for each kind of field. None is required, limited or checked in the client: it would refuse in its own words before a
/// draft could be saved, and stop even the way back.
/// </summary>
internal static class Controls
{
    private static readonly ImmutableArray<Suggestion> YesOrNo = [new("yes", "Yes"), new("no", "No")];

    public static JsonObject For(Field field, Input? current) => field.Kind switch
    {
        FieldKind.Text => Typing(field.Id, current),
        FieldKind.LongText => Typing(field.Id, current, multiline: true),
        FieldKind.Number => NumberOf(field.Id, current),
        FieldKind.Money => Typing(field.Id, current, placeholder: "For example 12,500 or GBP 12,500.00"),
        FieldKind.Date => Date(field.Id, current),
        FieldKind.Choice choice => OneOf(field.Id, Suggested(choice.Options), (current as Input.Selected)?.Id, field.Required),
        FieldKind.Choices choices => ManyOf(field.Id, Suggested(choices.Options), current is Input.Many many ? many.Ids : []),
        FieldKind.YesNo => OneOf(field.Id, YesOrNo, (current as Input.Selected)?.Id, field.Required),
        FieldKind.Email => Typing(field.Id, current, placeholder: "name@example.com", style: "Email"),
        FieldKind.Url => Typing(field.Id, current, placeholder: "https://", style: "Url"),
        FieldKind.Phone => Typing(field.Id, current, placeholder: "+44 20 7946 0000", style: "Tel"),
        _ => throw new NotSupportedException($"Microsoft Teams cannot draw a field of kind {field.Kind.GetType().Name} yet: {field.Label}."),
    };

    /// <summary>What stands below the control when the playbook says nothing itself.</summary>
    public static string? Hint(Field field) => field switch
    {
        { Hint: { Length: > 0 } hint, Kind: FieldKind.Money } => $"{hint} · {MoneyHint}",
        { Hint: { Length: > 0 } hint } => hint,
        { Kind: FieldKind.Money } => MoneyHint,
        { Kind: FieldKind.Text { PatternSays: { } says } } => says,
        { Kind: FieldKind.LongText { PatternSays: { } says } } => says,
        _ => null,
    };

    private const string MoneyHint = "Write the currency before the amount if it is not the usual one.";

    public static JsonObject Typing(string id, Input? current, bool multiline = false, string? placeholder = null, string? style = null)
    {
        var input = Of("Input.Text", InputIds.TypedKind + id);
        if (multiline)
            input["isMultiline"] = true;

        if (style is not null)
            input["style"] = style;

        if (placeholder is not null)
            input["placeholder"] = placeholder;

        if (current is Input.Typed typed && CleanText.Of(typed.Text, Limits.InputValue, oneLine: !multiline) is { Length: > 0 } text)
            input["value"] = text;

        return input;
    }

    /// <summary>A few choices stand beside each other; many in a list that opens, which is the style of a list that says none.</summary>
    public static JsonObject OneOf(string id, IEnumerable<Suggestion> suggestions, string? current, bool required)
    {
        var options = Choices.Distinct(suggestions);
        var input = Of("Input.ChoiceSet", InputIds.SelectedKind + id);
        input["choices"] = Choices.Of(options, required);
        if (options.Length > Limits.ChoicesInSight)
            input["placeholder"] = "Choose";
        else
            input["style"] = "expanded";

        if (options.Any(one => one.Id == current))
            input["value"] = Choices.Value(current!);

        return Elements.With(input, ("wrap", true));
    }

    public static JsonObject ManyOf(string id, IEnumerable<Suggestion> suggestions, IEnumerable<string> current)
    {
        var options = Choices.Distinct(suggestions);
        var chosen = options.Select(one => one.Id).Intersect(current).ToList();
        var input = Of("Input.ChoiceSet", InputIds.ManyKind + id);
        input["choices"] = Choices.Of(options, required: true);
        Elements.With(input, ("isMultiSelect", true), ("wrap", true));
        if (options.Length <= Limits.BoxesInSight)
            input["style"] = "expanded";

        if (chosen.Count > 0)
            input["value"] = Choices.Values(chosen);

        return input;
    }

    public static JsonObject Tick(string id, string sentence, bool ticked) => Elements.With(
        Of("Input.Toggle", InputIds.TickedKind + id),
        ("title", sentence), ("value", ticked ? Choices.On : Choices.Off), ("wrap", true));

    /// <summary>People or clients to choose from.</summary>
    /// <param name="dataset">
    /// What typing looks through, where the client can: those of telephones neither show choices that are there from the start nor keep
    /// the present answer in a list that is filled by typing (microsoft/AdaptiveCards#8823, MicrosoftDocs/msteams-docs#10472).
    /// </param>
    public static JsonObject Picking(string id, string placeholder, string? dataset, IEnumerable<Suggestion> likely, Suggestion? current, bool required)
    {
        var options = Choices.Distinct(current is null ? likely : likely.Where(one => one.Id != current.Id).Prepend(current));
        var choices = Choices.Found(options);
        if (!required || choices.Count == 0)
            choices.Add(Choices.Unanswered());

        var input = Elements.With(
            Of("Input.ChoiceSet", InputIds.FoundKind + id), ("placeholder", placeholder), ("choices", choices));
        if (dataset is not null)
            Elements.With(input, ("style", "filtered"), ("choices.data", new JsonObject { ["type"] = "Data.Query", ["dataset"] = dataset }));

        if (current is not null && options.Any(one => one.Id == current.Id))
            input["value"] = Choices.FoundValue(current);

        return Elements.With(input, ("wrap", true));
    }

    /// <summary>A number's own control cannot show what is no number, which then has to be seen to be mended.</summary>
    private static JsonObject NumberOf(string id, Input? current)
    {
        var typed = (current as Input.Typed)?.Text;
        var isNumber = decimal.TryParse(typed, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value);
        if (typed is not null && !isNumber)
            return Typing(id, current, placeholder: "For example 25");

        var input = Elements.With(Of("Input.Number", InputIds.TypedKind + id), ("placeholder", "For example 25"));
        if (isNumber)
            input["value"] = value;

        return input;
    }

    private static JsonObject Date(string id, Input? current)
    {
        var input = Of("Input.Date", InputIds.TypedKind + id);
        if (current is Input.Typed typed && LocalDatePattern.Iso.Parse(typed.Text).Success)
            input["value"] = typed.Text;

        return input;
    }

    private static JsonObject Of(string type, string id) => new() { ["type"] = type, ["id"] = id };

    private static IEnumerable<Suggestion> Suggested(IEnumerable<string> options) => options.Select(one => new Suggestion(one, one));
}
