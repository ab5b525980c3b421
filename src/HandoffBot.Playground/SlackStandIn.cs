using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground;

/// <summary>
/// The stand-in for Slack as an object, for those who run it in their own process: where it is, what it was asked, how
/// it shall misbehave, and things that happen in a workspace without anybody clicking.
/// </summary>
public sealed class SlackStandIn
{
    private readonly SlackWorkspace _workspace;
    private readonly Calls.Events _events;

    internal SlackStandIn(SlackWorkspace workspace, Calls.Events events, PlaygroundAddress address, SlackFaults faults, SlackCalls calls, SlackSockets sockets)
    {
        (_workspace, _events) = (workspace, events);
        (Address, Faults, Calls, Sockets) = (address.Base, faults, calls, sockets);
    }

    /// <summary>The page's address; the Web API lies at <c>api/</c> below it. Known before the start, whatever the port.</summary>
    public Uri Address { get; }

    public Uri ApiBase => new(Address, "api/");

    public SlackFaults Faults { get; }

    public SlackCalls Calls { get; }

    public SlackSockets Sockets { get; }

    /// <summary>Somebody joins the workspace; the bot gets <c>team_join</c>.</summary>
    public void Admit(PlaygroundPerson person)
    {
        lock (_workspace.Gate)
        {
            var member = Member.Of(person);
            _workspace.Admit(member);
            _events.Joined(member);
        }
    }

    /// <summary>Name, title or guest status of somebody changes; the bot gets <c>user_change</c>.</summary>
    public void Change(PlaygroundPerson person) => Change(person.Email, _ => Member.Of(person));

    /// <summary>Somebody's account is deactivated; the bot gets <c>user_change</c>.</summary>
    public void Deactivate(string email) => Change(email, member => member with { IsDeleted = true });

    /// <summary>Somebody is invited into a channel; the bot gets <c>member_joined_channel</c>.</summary>
    /// <param name="channel">The channel's id.</param>
    /// <param name="email">Null invites the bot itself.</param>
    public void Invite(string channel, string? email)
    {
        lock (_workspace.Gate)
        {
            var user = email is null ? _workspace.Bot.Id : PlaygroundIds.User(email);
            if (_workspace.Conversation(channel) is not { } found) throw new ArgumentException($"There is no channel {channel}.", nameof(channel));
            if (found.Has(user)) return;

            _workspace.Join(found, user);
            _events.JoinedChannel(found, user, _workspace.People.FirstOrDefault()?.Id);
        }
    }

    /// <summary>
    /// Somebody has set the workspace up further: whoever is new joins, channels that are new are there with the bot in them, and members are
    /// added. What is not named any more stays as it is.
    /// </summary>
    public void Follow(
        IReadOnlyList<PlaygroundPerson> people, IReadOnlyList<PlaygroundChannel> channels, IReadOnlyList<PlaygroundUserGroup> groups,
        IReadOnlyList<PlaygroundCommand> completions)
    {
        lock (_workspace.Gate)
        {
            foreach (var person in people)
            {
                var member = Member.Of(person);
                var before = _workspace.Member(member.Id);
                if (before is null) _events.Joined(member);
                if (before is not { IsDeleted: true } && before != member) _workspace.Admit(member);
            }

            _workspace.SetUp(channels, groups, completions);
        }
    }

    private void Change(string email, Func<Member, Member> change)
    {
        lock (_workspace.Gate)
        {
            if (_workspace.Member(PlaygroundIds.User(email)) is not { } before) throw new ArgumentException($"There is nobody with the address {email}.", nameof(email));

            var after = change(before);
            _workspace.Admit(after);
            _events.UserChanged(after);
        }
    }
}
