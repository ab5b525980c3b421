using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Core.Playbooks.Yaml;

namespace HandoffBot.Engine.Conversations;

/// <summary><c>new [playbook] [client]</c>: opens the checklist, resumes a draft for that client, or says what is open already.</summary>
internal sealed class NewFlow(Deeds deeds, ClientNames clients, OpenHandoffs open, ChecklistFlow checklist)
{
    public async Task<Response> SaidAsync(Caller caller, SpokenWords rest, CancellationToken cancellationToken)
    {
        var startable = Startable(caller.Actor, deeds.Configuration);
        var (playbook, used) = Named([.. deeds.Configuration.Playbooks.Values], rest);
        if (playbook is not null && !Permissions.MayStart(caller.Actor, playbook))
            return new Response.Says(WhoStarts([playbook]));

        if (startable.Count == 0)
            return new Response.Says(WhoStarts([.. deeds.Configuration.Playbooks.Values]));

        if (playbook is null && await SlipAsync(startable, rest, cancellationToken) is { } slip)
            return slip;

        var name = rest.Skip(used);
        if (playbook is null && startable.Count > 1)
            return new Response.Screen(ChoosePlaybookScreen.Draw(deeds.Organization, startable, name.Count == 0 ? null : Spoken(name)));

        return await ForClientAsync(caller, playbook ?? startable[0], name, cancellationToken);
    }

    /// <summary>A playbook was chosen on the form.</summary>
    public async Task<Response> ChosenAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var startable = Startable(caller.Actor, deeds.Configuration);
        var key = inputs.GetValueOrDefault(ChoosePlaybookScreen.Choice) is Input.Selected chosen ? chosen.Id : null;
        var client = inputs.GetValueOrDefault(ChoosePlaybookScreen.Client) as Input.Selected;
        if (startable.FirstOrDefault(one => one.Key == key) is { } playbook)
            return await ForClientAsync(caller, playbook, await ClientOfAsync(token, client), cancellationToken);

        if (key is not null && deeds.Configuration.Playbooks.TryGetValue(key, out var others))
            return new Response.Says(WhoStarts([others]));

        const string choose = "Choose one.";
        return new Response.Errors(
            ImmutableDictionary<string, string>.Empty.Add(ChoosePlaybookScreen.Choice, choose),
            ChoosePlaybookScreen.Draw(
                deeds.Organization, startable, token.Text, choose, client is null ? null : new(client.Id, client.Label), token.Drawing + 1));
    }

    /// <summary>The same form with what stands in it, for a platform that searches by drawing anew.</summary>
    public Response Redraw(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs) => new Response.Screen(ChoosePlaybookScreen.Draw(
        deeds.Organization, Startable(caller.Actor, deeds.Configuration), token.Text, error: null,
        inputs.GetValueOrDefault(ChoosePlaybookScreen.Client) is Input.Selected client ? new(client.Id, client.Label) : null,
        token.Drawing + 1,
        (inputs.GetValueOrDefault(ChoosePlaybookScreen.Choice) as Input.Selected)?.Id));

    public static IReadOnlyList<Playbook> Startable(Actor actor, Configuration configuration) =>
        [.. configuration.Playbooks.Values.Where(playbook => Permissions.MayStart(actor, playbook))];

    /// <summary>The client that was said, or chosen: exactly that one.</summary>
    private async Task<SpokenWords> ClientOfAsync(FormToken token, Input.Selected? chosen)
    {
        if (token.Text is not null || chosen is null)
            return SpokenWords.From(token.Text ?? "");

        return await clients.NameOfAsync(chosen.Id) is { } name ? new([new(name, Quoted: true)]) : new([]);
    }

    private async Task<Response> ForClientAsync(Caller caller, Playbook playbook, SpokenWords name, CancellationToken cancellationToken)
    {
        if (deeds.Unreachable(playbook) is { } why)
            return new Response.Says(why);

        if (name.Count == 0)
            return new Response.Screen(ChecklistFlow.First(playbook, Answers.None));

        name = ClientNames.Bare(name, playbook.Subject);
        var found = await clients.FitAsync(name, playbook.Subject, cancellationToken);
        if (found.Exact is null && found.Candidates.Count > 0)
            return new Response.Says(Choice(playbook, name, found));

        var client = found.Exact is { } exact ? new Answer.Client(exact.Id, exact.Name) : new Answer.Client(null, name.Text);
        if (await open.DraftAsync(caller.Actor.Person, playbook, client.Name) is { } draft)
            return await checklist.ContinueAsync(caller, draft, cancellationToken);

        if (await open.OpenAsync(playbook, client.Name) is { } other)
            return await AlreadyOpenAsync(caller, other, playbook.Subject.Called(client.Name), cancellationToken);

        var preset = Answers.None.With(new Dictionary<string, Answer?> { [playbook.Checklist.ClientField.Id] = client });
        return new Response.Screen(ChecklistFlow.First(playbook, preset));
    }

    private async Task<Response> AlreadyOpenAsync(Caller caller, int number, string client, CancellationToken cancellationToken)
    {
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        var says = new Refusal.AnotherIsOpen(client, view.Handoff.Reference, view.Handoff.Status, deeds.Organization.TeamName(view.Handoff.ReceivingTeam)).Says;
        var button = view.Handoff.Status == HandoffStatus.Rejected && Permissions.MayEdit(caller.Actor, view.Handoff)
            ? new CardButton("Mend it", Presses.Of(Act.Continue, view.Handoff), ButtonStyle.Primary)
            : new CardButton("Show", Presses.Of(Act.Show, view.Handoff), ButtonStyle.Primary);
        return new Response.Says(NoticeCards.WithButtons(says, button));
    }

    /// <summary>A word that is nearly a playbook, where it is no client either.</summary>
    private async Task<Response?> SlipAsync(IReadOnlyList<Playbook> startable, SpokenWords rest, CancellationToken cancellationToken)
    {
        if (rest.Count == 0 || rest.Of[0].Quoted || rest.Of[0].Text.Length < 5
            || Nearest.To(rest.Of[0].Text, startable.Select(one => one.Key)) is not { } meant
            || (await clients.FitAsync(rest, null, cancellationToken)).Exact is not null)
        {
            return null;
        }

        var mended = rest.Count == 1 ? $"new {meant}" : $"new {meant} {Spoken(rest.Skip(1))}";
        return new Response.Says(HelpCard.DidYouMean(rest.Of[0].Text, mended));
    }

    /// <summary>The playbook that the first words name, by key or by name: the longest that fits.</summary>
    private static (Playbook? Playbook, int Words) Named(IReadOnlyList<Playbook> playbooks, SpokenWords rest)
    {
        for (var count = Math.Min(rest.Count, 6); count > 0; count--)
        {
            var named = rest.Take(count);
            var found = playbooks.FirstOrDefault(one => (count == 1 && Same(one.Key, named.Text)) || Same(Client.Fold(one.Name), Client.Fold(named.Text)));
            if (found is not null)
                return (found, count);
        }

        return (null, 0);

        static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
    }

    private static Card Choice(Playbook playbook, SpokenWords name, ClientFit found)
    {
        // The playbook says of which kind it is.
        var buttons = found.Candidates.Select(one => new CardButton(Shortened.To(one.Name, 75), Presses.Say($"new {playbook.Key} \"{one.Name}\""))).ToList();
        if (name.Text.Length <= SuggestionId.MaxNewName)
            buttons.Add(new CardButton(Shortened.To($"New {playbook.Subject.Word}: {name.Text}", 75), Presses.Say($"new {playbook.Key} \"{name.Text}\"")));

        return NoticeCards.WithButtons(found.Asks(name.Text), [.. buttons]);
    }

    private Phrase WhoStarts(IReadOnlyList<Playbook> playbooks)
    {
        var teams = playbooks.Select(one => deeds.Organization.TeamName(one.From)).Distinct(StringComparer.Ordinal).ToList();
        return playbooks.Count == 1
            ? new Refusal.NotYours($"start {playbooks[0].Name}", [teams[0]], []).Says
            : $"You are in no team that hands {(playbooks.All(one => one.Subject.IsClient) ? "clients" : "anything")} over. Ask somebody of {string.Join(", ", teams)} to start a handoff.";
    }

    private static string Spoken(SpokenWords name) => name.Count == 1 && name.Of[0].Quoted ? $"\"{name.Of[0].Text}\"" : name.Text;
}
