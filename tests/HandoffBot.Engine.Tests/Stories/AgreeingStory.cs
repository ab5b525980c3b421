using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using NodaTime;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;

namespace HandoffBot.Engine.Tests.Stories;

/// <summary>
/// A random story of a playbook whose versions are agreed by leads: its file changes and is put back, people agree or say not yet, another leads
/// Onboarding, and meanwhile handoffs are begun and sent. Beside it the story keeps its own books of who agreed to what.
/// </summary>
internal sealed class AgreeingStory(int seed, House house)
{
    private const int Length = 30;
    private const int Versions = 4;
    private static readonly string[] Everybody = ["ada", "lea", "ana", "sam", "olga", "kim", "omar"];
    private readonly Random _chance = new(seed);
    private readonly List<Saying> _said = [];
    private readonly List<Briefed> _briefed = [];
    private readonly List<string> _told = [];
    private readonly List<int> _drafts = [];
    private readonly Dictionary<int, Dictionary<string, string>> _yes = [];
    private readonly Dictionary<int, Held> _begunWith = [];
    private string _receiversLead = "olga";
    private int _folder;
    private Held _holds = new(0, []);
    private int _receipts;

    public static async Task<AgreeingStory> TellAsync(int seed)
    {
        await using var house = await House.OpenAsync(playbook: Text(0));
        var story = new AgreeingStory(seed, house);
        for (var step = 0; step < Length; step++)
            await story.GoOnAsync();
        return story;
    }

    public IReadOnlyList<Saying> Yeses => _said;

    public IReadOnlyList<Briefed> Briefs => _briefed;

    private Task GoOnAsync()
    {
        house.Time.Add(Duration.FromMinutes(1));
        return _chance.Next(20) switch
        {
            < 3 => ChangeAsync(),
            3 => ChangeLeadAsync(),
            < 12 => AgreeAsync(),
            12 => NotYetAsync(),
            < 16 => BeginAsync(),
            _ => SubmitAsync(),
        };
    }

    private Task ChangeAsync()
    {
        _folder = _chance.Next(Versions);
        _told.Add($"the file says {_folder}");
        return ReloadAsync();
    }

    private Task ChangeLeadAsync()
    {
        _receiversLead = _receiversLead == "olga" ? "kim" : "olga";
        _told.Add($"{_receiversLead} leads Onboarding");
        return ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        var organization = House.Organization.Replace("lead: olga@", $"lead: {_receiversLead}@", StringComparison.Ordinal);
        IReadOnlyList<ConfigurationFile> files = [new("organization.yml", organization), new("sales-to-onboarding.yml", Text(_folder)), new("sales-to-far.yml", House.FarPlaybook)];
        await house.Get<Reloading>().TakeAsync(Assert.IsType<Core.Playbooks.Reading.Good>(PlaybookReader.Read(files)).Configuration, files, default);
    }

    /// <summary>Mostly a lead, and mostly to what is proposed.</summary>
    private async Task AgreeAsync()
    {
        var who = _chance.Next(3) == 0 ? Everybody[_chance.Next(Everybody.Length)] : _chance.Next(2) == 0 ? "lea" : _receiversLead;
        var version = _chance.Next(4) == 0 ? _chance.Next(Versions) : _folder;
        var answer = Said(await PressesAsync(who, Act.AgreeToPlaybook, version));
        var counts = Note(who, version);
        _told.Add($"{who} agrees to {version}: {answer}");
        _said.Add(new(Story, counts, answer));
    }

    /// <summary>Says nothing against it in the books: who does not agree has not agreed.</summary>
    private async Task NotYetAsync()
    {
        var who = Everybody[_chance.Next(Everybody.Length)];
        if (await PressesAsync(who, Act.NotYet, _folder) is Reply.OpenForm { Form: var form })
            await HandleAsync(new Interaction.FormSubmitted(Account(who), $"agreeing-{_receipts++}", form.Token, Conversations.Office.Inputs(("why", new Input.Typed("Who visits them?")))));
        _told.Add($"{who} says not yet");
    }

    private async Task BeginAsync()
    {
        var answer = await house.Desk.StartAsync(
            "sales-to-onboarding", await house.PersonAsync(_chance.Next(2) == 0 ? "ana" : "sam"), House.Named($"Client {_begunWith.Count}"), null, Platform.Slack, default);
        var number = Assert.IsType<StartAnswer.Begun>(answer).Handoff.Number;
        _begunWith[number] = _holds;
        _drafts.Add(number);
        _told.Add($"H-{number} is begun while {_holds.Version} holds");
    }

    private async Task SubmitAsync()
    {
        if (_drafts.Count == 0)
            return;

        var number = _drafts[_chance.Next(_drafts.Count)];
        _drafts.Remove(number);
        var sender = (await house.Reading.HandoffAsync(number))!.Handoff.Sender;
        var refused = Assert.IsType<DeskAnswer.Refused>(await ActAsync(number, new HandoffCommand.Submit(0), sender));
        var missing = (refused.Refusal as Refusal.NotReady)?.Findings.Select(one => one.Label) ?? [];
        var version = _begunWith[number].Version;
        var saved = await ActAsync(number, new HandoffCommand.Save(0, ImmutableDictionary<string, Answer?>.Empty.Add(Field(version), new Answer.Text("Two sites")), 0), sender);
        var sent = await ActAsync(number, new HandoffCommand.Submit(0), sender);
        _told.Add($"H-{number} is sent");
        await house.DeliverAsync(2);
        var view = (await house.Reading.HandoffAsync(number))!;
        var brief = house.Slack.Posts("C0ONBOARD").LastOrDefault(call => call.Destination is Destination.ToChannel)?.Card ?? Card.Says("");
        _briefed.Add(new(Story, _begunWith[number], view.Handoff, [.. missing], saved is DeskAnswer.Granted && sent is DeskAnswer.Granted, brief));
    }

    private async Task<DeskAnswer> ActAsync(int number, HandoffCommand command, PersonId by) => await house.Desk.ActAsync(number, command, by, null, Platform.Slack, default);

    private Task<Reply> PressesAsync(string who, Act act, int version) => HandleAsync(new Interaction.ButtonPressed(
        Account(who), $"agreeing-{_receipts++}", new Press(act, Text: AgreementCards.Carried("sales-to-onboarding", VersionOf(version))), null));

    private Task<Reply> HandleAsync(Interaction interaction) => house.Get<IConversation>().HandleAsync(interaction, default);

    /// <summary>A yes is a lead's, to what the folder proposes, once for each of their teams; what holds since then has no others beside it.</summary>
    private bool Note(string who, int version)
    {
        if (version != _folder || version == _holds.Version)
            return false;

        var given = _yes.TryGetValue(version, out var known) ? known : _yes[version] = [];
        var team = who == "lea" ? "sales" : who == _receiversLead ? "onboarding" : null;
        if (team is null || !given.TryAdd(team, who))
            return false;

        if (given.Count == 2)
        {
            _holds = new(version, [.. given.Values]);
            _yes.Clear();
        }

        return true;
    }

    private string Story => $"Seed {seed}\n  {string.Join("\n  ", _told)}";

    private static AccountRef Account(string who) => new(Platform.Slack, FakePlatform.Home, "U" + who.ToUpperInvariant());

    public static string Field(int version) => $"scope_{version}";

    public static string Label(int version) => $"Scope as of {version}";

    public static string VersionOf(int version) => PlaybookReader.VersionOf(Text(version));

    private static string Text(int version) => $$"""
        playbook: sales-to-onboarding
        name: Sales to Onboarding
        from: sales
        to: onboarding
        agreed: true
        checklist:
          - step: Client
            fields:
              - {id: client, label: Client, type: client, required: true}
              - {id: {{Field(version)}}, label: {{Label(version)}}, type: text, required: true}
        reject-reasons: [{id: unclear, label: Scope is unclear}]
        """;

    /// <summary>The version that holds, and which leads agreed to it; none to the first.</summary>
    internal sealed record Held(int Version, ImmutableArray<string> By);

    /// <param name="Counts">By the story's own books.</param>
    internal sealed record Saying(string Story, bool Counts, string Answer);

    /// <param name="Held">What held when it was begun.</param>
    /// <param name="Missing">What it was told to be missing before anything was answered.</param>
    internal sealed record Briefed(string Story, Held Held, Handoff Handoff, ImmutableArray<string> Missing, bool WasSent, Card Brief);
}
