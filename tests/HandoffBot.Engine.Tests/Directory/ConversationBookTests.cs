using HandoffBot.Core.Chat;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using NodaTime;

namespace HandoffBot.Engine.Tests.Directory;

/// <summary>What is remembered of conversations on a platform that can be written to only where it was met.</summary>
public sealed class ConversationBookTests
{
    private const string Tenant = "3d7c7a4e-0000-4000-8000-000000000002";
    private static readonly AccountRef Kim = new(Platform.MsTeams, Tenant, "0c000000-0000-4000-8000-00000000aaaa");

    private static readonly MetConversation Chat = new(At("a:kim"), ConversationKind.Personal, new("https://smba.trafficmanager.net/emea/"), "28:bot")
    {
        With = Kim,
        Member = "29:kim",
        TimeZone = "Asia/Kathmandu",
    };

    private static readonly MetConversation Channel = new(At("19:onb@thread.tacv2"), ConversationKind.Channel, new("https://smba.trafficmanager.net/emea/"), "28:bot")
    {
        Team = "19:delivery@thread.tacv2",
        Group = "0c000000-0000-4000-8000-00000000bbbb",
        Name = "Onboarding",
        TeamName = "Delivery",
    };

    [Fact]
    public async Task What_was_met_is_found_again_by_its_person_and_by_its_id_also_after_a_restart()
    {
        await using var house = await MetAsync(Chat, Channel);
        await house.RestartAsync();
        var book = house.Get<IConversationBook>();

        Assert.Equal(Chat, await book.FindAsync(Kim, default));
        Assert.Equal(Chat, await book.FindAsync(Chat.Conversation, default));
        Assert.Equal(Channel, await book.FindAsync(Channel.Conversation, default));
    }

    [Fact]
    public async Task What_was_never_met_is_not_found_and_the_same_id_elsewhere_is_another()
    {
        await using var house = await MetAsync(Chat, Channel);
        var book = house.Get<IConversationBook>();

        Assert.Null(await book.FindAsync(Kim with { Account = "nobody" }, default));
        Assert.Null(await book.FindAsync(Kim with { Workspace = "elsewhere" }, default));
        Assert.Null(await book.FindAsync(Channel.Conversation with { Workspace = "elsewhere" }, default));
        Assert.Null(await book.FindAsync(At("19:other@thread.tacv2"), default));
        Assert.Empty(await book.TeamsAsync(Platform.MsTeams, "elsewhere", default));
    }

    [Fact]
    public async Task The_newest_address_counts_and_what_an_activity_does_not_show_stays_known()
    {
        await using var house = await MetAsync(Channel);
        var book = house.Get<IConversationBook>();
        var moved = new Uri("https://smba.trafficmanager.net/amer/");

        await book.RememberAsync(new(Channel.Conversation, ConversationKind.Channel, moved, "28:bot") { TeamName = "Delivery and more" }, default);

        Assert.Equal(Channel with { Service = moved, TeamName = "Delivery and more" }, await book.FindAsync(Channel.Conversation, default));
    }

    [Fact]
    public async Task Meeting_again_what_is_known_writes_nothing()
    {
        await using var house = await MetAsync(Chat, Channel);
        var store = new Mock<IStore>();
        store.Setup(one => one.CommitAsync(It.IsAny<Func<EngineContext, Task<(bool, IReadOnlyCollection<string>)>>>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new InvalidOperationException("written"));
        var seam = new CommitSeam(store.Object, new Wake(), NullLogger<CommitSeam>.Instance);
        var book = new ConversationBook(seam, house.Get<IStore>(), house.Get<BusinessClock>(), new NewPlaces());

        await book.RememberAsync(Chat, default);
        await book.RememberAsync(Channel, default);
        await book.RememberAsync(Channel with { Team = null, Group = null, Name = null, TeamName = null }, default);

        await Assert.ThrowsAsync<InvalidOperationException>(() => book.RememberAsync(Channel with { Name = "Kick-offs" }, default));
    }

    [Fact]
    public async Task Who_added_the_app_anew_is_written_to_in_the_new_chat()
    {
        await using var house = await MetAsync(Chat);
        var book = house.Get<IConversationBook>();
        var anew = Chat with { Conversation = At("a:kim-anew") };

        await book.RememberAsync(anew, default);

        Assert.Equal(anew, await book.FindAsync(Kim, default));
        Assert.Null(await book.FindAsync(Chat.Conversation, default));
    }

    [Fact]
    public async Task Each_team_is_there_once_by_what_was_met_last()
    {
        var second = Channel with { Conversation = At("19:kick@thread.tacv2"), Name = "Kick-offs" };
        var other = Channel with { Conversation = At("19:sales@thread.tacv2"), Team = "19:sales@thread.tacv2" };
        var unknown = Channel with { Conversation = At("19:some@thread.tacv2"), Team = null };
        var group = Chat with { Conversation = At("19:group@thread.v2"), Kind = ConversationKind.GroupChat, With = null };
        await using var house = await MetAsync(Channel, second, other, unknown, group, Chat);

        var teams = await house.Get<IConversationBook>().TeamsAsync(Platform.MsTeams, Tenant, default);

        Assert.Equal([unknown, other, second], teams.AsEnumerable());
    }

    [Fact]
    public async Task A_channel_is_forgotten_alone_and_a_team_with_all_its_channels()
    {
        var first = Channel with { Conversation = At("19:delivery@thread.tacv2"), Name = null };
        var second = Channel with { Conversation = At("19:kick@thread.tacv2") };
        await using var house = await MetAsync(first, Channel, second, Chat);
        var book = house.Get<IConversationBook>();

        await book.ForgetAsync(second.Conversation, default);
        Assert.Null(await book.FindAsync(second.Conversation, default));
        Assert.NotNull(await book.FindAsync(Channel.Conversation, default));

        await book.ForgetAsync(At("19:delivery@thread.tacv2"), default);
        Assert.Empty(await book.TeamsAsync(Platform.MsTeams, Tenant, default));
        Assert.Equal(Chat, await book.FindAsync(Kim, default));
    }

    [Fact]
    public async Task Activities_that_come_at_once_leave_one_entry()
    {
        await using var house = await House.OpenAsync();
        var book = house.Get<IConversationBook>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(one => Task.Run(() => book.RememberAsync(one % 2 == 0 ? Chat : Channel, default))));

        await using var context = house.Read();
        Assert.Equal(2, await context.Conversations.CountAsync());
    }

    private static async Task<House> MetAsync(params MetConversation[] met)
    {
        var house = await House.OpenAsync();
        foreach (var one in met)
        {
            await house.Get<IConversationBook>().RememberAsync(one, default);
            house.Time.Add(Duration.FromSeconds(1));
        }

        return house;
    }

    private static ChannelRef At(string conversation) => new(Platform.MsTeams, Tenant, conversation);
}
