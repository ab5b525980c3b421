using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Slack.Blocks;

/// <summary>
/// The control for each kind of field. Texts, numbers, addresses and links are all plain text inputs: Slack's own number, e-mail
/// and URL inputs refuse a half-typed answer in the client, so that Next could not save it and our sentence could not say what is wrong.
/// </summary>
internal static class Controls
{
    private static readonly Suggestion Yes = new("yes", "Yes");
    private static readonly Suggestion No = new("no", "No");

    public static Element For(FieldKind kind, string label, Input? current) => kind switch
    {
        FieldKind.Text => Typing(current, multiline: false),
        FieldKind.LongText => Typing(current, multiline: true),
        FieldKind.Number => Typing(current, multiline: false, "For example 25"),
        FieldKind.Money => Typing(current, multiline: false, "For example 12,500 or GBP 12,500.00"),
        FieldKind.Date => Date(current),
        FieldKind.Choice choice => OneOf(Suggested(choice.Options), (current as Input.Selected)?.Id),
        FieldKind.Choices choices => ManyOf(Suggested(choices.Options), current is Input.Many many ? many.Ids : []),
        FieldKind.YesNo => YesNo(current),
        FieldKind.Person => Search(ActionIds.People, "Type a name", Found(current)),
        FieldKind.Client client => Search(ActionIds.Of(client.Of), NameOf(client.Of), Found(current)),
        FieldKind.Email => Typing(current, multiline: false, "name@example.com"),
        FieldKind.Url => Typing(current, multiline: false, "https://"),
        FieldKind.Phone => Typing(current, multiline: false, "+44 20 7946 0000"),
        _ => throw new NotSupportedException($"Slack cannot draw a field of kind {kind.GetType().Name} yet: {label}."),
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

    public static Element Typing(Input? current, bool multiline, string? placeholder = null) => new Element.PlainTextInput(
        current is Input.Typed typed && CleanText.Of(typed.Text, Limits.InputValue, oneLine: !multiline) is { Length: > 0 } text ? text : null,
        multiline ? true : null,
        Texts.PlainOrNone(placeholder, Limits.Placeholder))
    { ActionId = ActionIds.Value };

    public static Element OneOf(IEnumerable<Suggestion> suggestions, string? current)
    {
        var options = Choices.Of(suggestions);
        var (plain, groups) = Choices.Grouped(options);
        var chosen = current is null ? null : Choices.Chosen(options, [current])?[0];
        return new Element.StaticSelect(plain, groups, chosen, Texts.Plain("Choose", Limits.Placeholder)) { ActionId = ActionIds.Value };
    }

    public static Element ManyOf(IEnumerable<Suggestion> suggestions, IEnumerable<string> current)
    {
        var options = Choices.Of(suggestions);
        var chosen = Choices.Chosen(options, current);
        if (options.Count is > 0 and <= Limits.Boxes)
            return new Element.Checkboxes(options, chosen) { ActionId = ActionIds.Value };

        var (plain, groups) = Choices.Grouped(options);
        return new Element.MultiStaticSelect(plain, groups, chosen, Texts.Plain("Choose any", Limits.Placeholder)) { ActionId = ActionIds.Value };
    }

    public static Element Search(string source, string placeholder, Suggestion? current) => new Element.ExternalSelect(
        current is { Id.Length: > 0 and <= Limits.OptionValue } ? Choices.Of(current) : null,
        MinQueryLength: 0,
        Texts.Plain(placeholder, Limits.Placeholder))
    { ActionId = source };

    public static string NameOf(Subject subject) => $"Type {subject.A}'s name";

    public static Element Tick(bool ticked)
    {
        ImmutableList<Option> box = [Choices.Of(new Suggestion("ticked", "Yes, this is so"))];
        return new Element.Checkboxes(box, ticked ? box : null) { ActionId = ActionIds.Tick };
    }

    private static Element YesNo(Input? current)
    {
        var options = Choices.Of([Yes, No]);
        var chosen = current is Input.Selected selected ? Choices.Chosen(options, [selected.Id])?[0] : null;
        return new Element.RadioButtons(options, chosen) { ActionId = ActionIds.Value };
    }

    private static Element Date(Input? current)
    {
        var typed = (current as Input.Typed)?.Text;
        var isDate = typed is not null && NodaTime.Text.LocalDatePattern.Iso.Parse(typed).Success;
        return new Element.DatePicker(isDate ? typed : null, Texts.Plain("Choose a date", Limits.Placeholder)) { ActionId = ActionIds.Value };
    }

    private static Suggestion? Found(Input? current) => current is Input.Selected selected ? new(selected.Id, selected.Label) : null;

    private static IEnumerable<Suggestion> Suggested(IEnumerable<string> options) => options.Select(one => new Suggestion(one, one));
}

/// <summary>Our action ids. They say how a control is read when its form comes back; the block id says which input it is.</summary>
internal static class ActionIds
{
    public const string Value = "value";
    public const string Tick = "tick";
    public const string People = "people";
    public const string Clients = "clients";
    public const string Handoffs = "handoffs";

    private const string OtherThan = Clients + ":";

    /// <summary>What a control looks through: clients, or what a playbook calls by another word.</summary>
    public static string Of(Subject subject) => subject.IsClient ? Clients : OtherThan + subject.Word;

    /// <summary>What <see cref="Of"/> wrote; null for another control.</summary>
    public static Subject? Subject(string? actionId) => actionId switch
    {
        Clients => Core.Clients.Subject.Client,
        not null when actionId.StartsWith(OtherThan, StringComparison.Ordinal) && Core.Clients.Subject.IsWord(actionId[OtherThan.Length..]) => new(actionId[OtherThan.Length..]),
        _ => null,
    };

    /// <summary>Buttons are told apart by place: an action id is unique in its block.</summary>
    public static string Button(Act act, int place) => $"{act.ToString().ToLowerInvariant()}-{place}";
}
