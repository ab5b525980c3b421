using System.Net;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;

namespace HandoffBot.MsTeams.Tests.Inbound;

/// <summary>Where the bot is, who comes, and what it is called.</summary>
public sealed class RosterTests
{
    private static readonly AccountRef Kim = new(Platform.MsTeams, Stage.Tenant, "3d7c7a4e-0000-4000-8000-0000000000a1");
    private static readonly ChannelRef General = new(Platform.MsTeams, Stage.Tenant, "19:delivery-general@thread.tacv2");
    private static readonly ChannelRef Delivery = new(Platform.MsTeams, Stage.Tenant, "19:delivery-channel@thread.tacv2");
    private static readonly ChannelRef Chat = new(Platform.MsTeams, Stage.Tenant, "a:1personal-chat-of-kim");
    private static readonly Uri Service = new(Stage.Service);
    private const string Bot = $"28:{Stage.AppId}";

    public static TheoryData<string, ChannelRef, Action<JsonNode>> Farewells => new()
    {
        { "installed_personally.json", Chat, activity => activity["action"] = "remove" },
        { "bot_added.json", General, activity => Left(activity, Bot) },
        {
            "bot_added.json", General, activity =>
            {
                (activity["type"], activity["action"]) = ("installationUpdate", "remove");
                activity.AsObject().Remove("membersAdded");
            }
        },
        { "channel_renamed.json", Delivery, activity => activity["channelData"]!["eventType"] = "channelDeleted" },
        { "channel_renamed.json", General, activity => activity["channelData"]!["eventType"] = "teamDeleted" },
        { "channel_renamed.json", General, activity => activity["channelData"]!["eventType"] = "teamHardDeleted" },
    };

    [Fact]
    public async Task A_personal_chat_is_remembered_with_all_that_it_takes_to_write_there()
    {
        await using var stage = await Stage.SetAsync();

        using var message = await stage.SendAsync("message_personal.json");
        using var installed = await stage.SendAsync("installed_personally.json");
        using var reaction = await stage.SendAsync("reaction.json");

        var chat = new MetConversation(Chat, ConversationKind.Personal, Service, Bot) { With = Kim, Member = "29:1kim-as-this-bot-sees-her" };
        Assert.Equal([chat with { TimeZone = "Europe/London" }, chat, chat], stage.Book.Remembered);
        Assert.Equal([typeof(Interaction.MessageSeen), typeof(Interaction.ButtonPressed)], stage.Bot.Heard.Select(one => one.GetType()));
    }

    [Fact]
    public async Task A_channel_is_remembered_without_its_thread_and_with_its_team()
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("message_mention.json");

        Assert.Equal(
            new MetConversation(Delivery, ConversationKind.Channel, Service, Bot)
            {
                Team = General.Channel, Group = "3d7c7a4e-0000-4000-8000-0000000000c1", TeamName = "Delivery",
            },
            Assert.Single(stage.Book.Remembered));
    }

    [Fact]
    public async Task A_group_chat_is_nobodys_personal_chat()
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("message_personal.json", activity => activity["conversation"]!["conversationType"] = "groupChat");

        Assert.Equal(new MetConversation(Chat, ConversationKind.GroupChat, Service, Bot), Assert.Single(stage.Book.Remembered));
        Assert.Empty(stage.Bot.Heard);
    }

    [Theory]
    [InlineData("message_personal.json", ConversationKind.Personal)]
    [InlineData("message_mention.json", ConversationKind.Channel)]
    public async Task A_conversation_that_does_not_say_its_kind_is_told_by_its_team(string fixture, ConversationKind kind)
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync(fixture, activity => activity["conversation"]!.AsObject().Remove("conversationType"));

        Assert.Equal(kind, Assert.Single(stage.Book.Remembered).Kind);
    }

    [Fact]
    public async Task A_new_name_is_remembered_of_the_channel_that_has_it()
    {
        await using var stage = await Stage.SetAsync();

        using var channel = await stage.SendAsync("channel_renamed.json");
        using var team = await stage.SendAsync("channel_renamed.json", activity =>
        {
            (activity["id"], activity["channelData"]!["eventType"], activity["channelData"]!["team"]!["name"]) = ("2", "teamRenamed", "Delivery North");
            activity["channelData"]!.AsObject().Remove("channel");
        });

        Assert.Equal(
            [(Delivery, "Handoffs in", "Delivery"), (General, null, "Delivery North")],
            stage.Book.Remembered.Select(met => (met.Conversation, met.Name, met.TeamName)));
    }

    [Fact]
    public async Task A_book_that_cannot_be_written_keeps_nobody_waiting()
    {
        await using var stage = await Stage.SetAsync();
        stage.Book.IsBroken = true;

        using var answer = await stage.SendAsync("message_personal.json");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(stage.Bot.Heard);
        Assert.Contains(stage.Log.Lines, line => line.Contains("could not be remembered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Added_to_a_team_the_bot_says_so_in_the_channel_that_was_chosen_for_it()
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("bot_added.json");

        Assert.Equal(
            new Interaction.BotAdded(Kim, "msteams:19:delivery-general@thread.tacv2:f:1b2c3d4e-bot-added", Delivery), Assert.Single(stage.Bot.Heard));
        Assert.Equal(General, Assert.Single(stage.Book.Remembered).Conversation);
    }

    [Fact]
    public async Task Where_no_channel_was_chosen_it_is_the_first()
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("bot_added.json", activity =>
        {
            activity["channelData"]!.AsObject().Remove("settings");
            activity["from"]!.AsObject().Remove("aadObjectId");
        });

        Assert.Equal((Bot, General), Assert.IsType<Interaction.BotAdded>(Assert.Single(stage.Bot.Heard)) is var added ? (added.By.Account, added.Channel) : default);
    }

    [Fact]
    public async Task People_who_come_are_met()
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("members_added.json");

        Assert.Equal(
            ["3d7c7a4e-0000-4000-8000-0000000000a2", "3d7c7a4e-0000-4000-8000-0000000000a3"],
            stage.Bot.Heard.Cast<Interaction.AccountChanged>().Select(changed => changed.By.Account));
        Assert.Equal(2, stage.Bot.Heard.Select(changed => changed.Receipt).Distinct().Count());
    }

    [Fact]
    public async Task People_who_leave_are_looked_up_again()
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("members_added.json", activity =>
        {
            activity["membersRemoved"] = activity["membersAdded"]!.DeepClone();
            activity.AsObject().Remove("membersAdded");
            activity["channelData"]!["eventType"] = "teamMemberRemoved";
        });

        Assert.Equal(
            ["3d7c7a4e-0000-4000-8000-0000000000a2", "3d7c7a4e-0000-4000-8000-0000000000a3"],
            stage.Bot.Heard.Cast<Interaction.AccountChanged>().Select(changed => changed.By.Account));
        Assert.Empty(stage.Book.Forgotten);
    }

    [Fact]
    public async Task What_breaks_when_nobody_waits_is_asked_for_again()
    {
        await using var stage = await Stage.SetAsync();
        stage.Bot.Answer = _ => throw new InvalidOperationException();

        using var broke = await stage.SendAsync("bot_added.json");
        stage.Bot.Answer = _ => new Reply.Done();
        using var again = await stage.SendAsync("bot_added.json");

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (broke.StatusCode, again.StatusCode));
        Assert.Equal(2, stage.Bot.Heard.Count);
    }

    [Theory]
    [MemberData(nameof(Farewells))]
    public async Task Where_the_bot_is_no_more_it_forgets(string fixture, ChannelRef gone, Action<JsonNode> change)
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync(fixture, change);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(gone, Assert.Single(stage.Book.Forgotten));
        Assert.Empty(stage.Book.Remembered);
        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task A_person_who_leaves_and_an_upgrade_are_no_farewell()
    {
        await using var stage = await Stage.SetAsync();

        using var person = await stage.SendAsync("bot_added.json", activity => Left(activity, "29:1lee-as-this-bot-sees-him"));
        using var upgrade = await stage.SendAsync("installed_personally.json", activity => activity["action"] = "remove-upgrade");

        Assert.Empty(stage.Book.Forgotten);
    }

    [Fact]
    public async Task A_farewell_that_could_not_be_noted_is_asked_for_again()
    {
        await using var stage = await Stage.SetAsync();
        stage.Book.IsBroken = true;

        using var broke = await stage.SendAsync("installed_personally.json", activity => activity["action"] = "remove");
        stage.Book.IsBroken = false;
        using var again = await stage.SendAsync("installed_personally.json", activity => activity["action"] = "remove");

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (broke.StatusCode, again.StatusCode));
        Assert.Single(stage.Book.Forgotten);
    }

    private static void Left(JsonNode activity, string member)
    {
        activity.AsObject().Remove("membersAdded");
        (activity["membersRemoved"], activity["channelData"]!["eventType"]) = (new JsonArray(new JsonObject { ["id"] = member }), "teamMemberRemoved");
    }
}
