using System.Text.RegularExpressions;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks.Yaml;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>Reads the steps of a playbook and their fields.</summary>
internal sealed partial class ChecklistReader
{
    private const int MostFields = 30;
    private const int LongestLabel = 150;

    private static readonly string[] FieldKeys = ["id", "label", "type", "required", "hint", "when", .. KindReader.Keys];

    private readonly Mistakes _mistakes;
    private readonly Subject _subject;
    private readonly Dictionary<string, FieldKind?> _earlier = [];
    private readonly Dictionary<string, Place> _places = [];
    private readonly HashSet<string> _all;
    private bool _incomplete;

    private ChecklistReader(IReadOnlyList<YamlNode> steps, Subject subject, Mistakes mistakes)
    {
        (_mistakes, _subject) = (mistakes, subject);
        _all = [.. IdsOf(steps)];
    }

    /// <summary>The checklist, and what routing may look at.</summary>
    /// <param name="subject">What is handed over.</param>
    public static (Checklist Checklist, Subjects Subjects) Read(Section playbook, Subject subject)
    {
        var steps = playbook.Items("checklist", needed: true);
        if (playbook.Node("checklist") is YamlNode.List { Items.Count: 0 } none)
            playbook.Mistakes.Add(none.At, "'checklist' needs at least one step");

        var reader = new ChecklistReader(steps, subject, playbook.Mistakes);
        var checklist = new Checklist([.. steps.Select(reader.ReadStep).OfType<Step>()]) { Subject = subject };
        reader._incomplete |= checklist.Steps.Count < steps.Count;
        if (steps.Count > 0)
            reader.InsistOnClient(checklist, playbook.At("checklist"));
        return (checklist, new(reader._earlier, []));
    }

    private Step? ReadStep(YamlNode node)
    {
        if (Section.Of(node, "a step", _mistakes, "step", "fields") is not { } section)
            return null;

        var name = section.Text("step", LongestLabel, needed: true);
        var fields = section.Items("fields", needed: true);
        if (section.Node("fields") is YamlNode.List { Items.Count: 0 } none)
            _mistakes.Add(none.At, "a step needs at least one field");
        if (fields.Count > MostFields)
            _mistakes.Add(fields[MostFields].At, $"this step has {fields.Count} fields; {MostFields} are the most that fit on a screen");

        Field[] read = [.. fields.Select(ReadField).OfType<Field>()];
        _incomplete |= read.Length < fields.Count;
        return new(name ?? "", read);
    }

    private Field? ReadField(YamlNode node)
    {
        if (Section.Of(node, "a field", _mistakes, FieldKeys) is not { } section)
            return null;

        var id = section.NeededText("id");
        var kind = KindReader.Read(section, _subject);
        var label = section.Text("label", LongestLabel, needed: true);
        var hint = section.Text("hint", LongestLabel);
        var later = _all.Except(_earlier.Keys).ToHashSet();
        var when = ConditionReader.Read(section.Node("when"), new(_earlier, later), _mistakes);
        var required = section.Flag("required");
        if (id is null || !IsNew(id, section.At("id")))
            return null;

        _earlier[id] = kind;
        return kind is null ? null : new() { Id = id, Label = label ?? id, Kind = kind, Required = required, Hint = hint, When = when };
    }

    private bool IsNew(string id, Place at)
    {
        if (!SnakeCase().IsMatch(id))
            _mistakes.Add(at, $"'{id}' is not an id: lower case letters, digits and '_', at most 60, such as '{Suggested(id)}'");

        if (_places.TryAdd(id, at))
            return true;

        _mistakes.Add(at, $"field '{id}' is here twice; it stands in line {_places[id].Line} already");
        return false;
    }

    /// <summary>Without a subject there is nothing to hand over, so the first field of that type must always be answered.</summary>
    private void InsistOnClient(Checklist checklist, Place at)
    {
        var word = _subject.Word;
        if (checklist.Fields.FirstOrDefault(field => checklist.Names(field.Kind)) is not { } client)
        {
            if (!_incomplete)
                _mistakes.Add(at, $"no field says which {word} is handed over; add {{ id: {Suggested(word)}, label: {char.ToUpperInvariant(word[0])}{word[1..]}, type: {word}, required: true }}");
            return;
        }

        if (!client.Required)
            _mistakes.Add(_places[client.Id], $"'{client.Id}' says which {word} is handed over, so it needs 'required: true'");
        if (client.When is not null)
            _mistakes.Add(_places[client.Id], $"'{client.Id}' says which {word} is handed over, so it is always asked; take its 'when' away");
    }

    private static IEnumerable<string> IdsOf(IReadOnlyList<YamlNode> steps) =>
        from step in steps.OfType<YamlNode.Map>()
        from fields in ValuesOf(step, "fields").OfType<YamlNode.List>()
        from field in fields.Items.OfType<YamlNode.Map>()
        from id in ValuesOf(field, "id").OfType<YamlNode.Scalar>()
        select id.Text.Trim();

    private static IEnumerable<YamlNode> ValuesOf(YamlNode.Map map, string key) =>
        map.Entries.Where(entry => entry.Key.Text == key).Select(entry => entry.Value);

    private static string Suggested(string id)
    {
        var words = NotWord().Split(id.ToLowerInvariant()).Where(word => word.Length > 0);
        var snake = string.Join('_', words);
        return SnakeCase().IsMatch(snake) ? snake : "contract_value";
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]*(_[a-z0-9]+)*\z(?<=^.{1,60})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SnakeCase();

    [GeneratedRegex(@"[^a-z0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NotWord();
}
