using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Inbound;
using NodaTime;

namespace HandoffBot.MsTeams.Tests.Inbound;

/// <summary>What people type, and where they read the answer.</summary>
public sealed class MessageTests
{
    private const string Thread = "19:delivery-channel@thread.tacv2;messageid=1763892000456";

    private static readonly AccountRef Kim = new(Platform.MsTeams, Stage.Tenant, "3d7c7a4e-0000-4000-8000-0000000000a1");
    private static readonly Form Form = new(new(FormKind.ChoosePlaybook), "New handoff", [], "Next");
    private static readonly Card Bluebird = Card.Says("Bluebird Ltd has an open handoff, H-1042.");

    private static readonly Reply[] EveryReply =
    [
        new Reply.OpenForm(Form),
        new Reply.NextForm(Form),
        new Reply.FormErrors(ImmutableDictionary<string, string>.Empty, Form),
        new Reply.CloseForm(),
        new Reply.Notice(Bluebird),
        new Reply.Suggestions([]),
        new Reply.Done(),
    ];

    public static TheoryData<int> Replies => [.. Enumerable.Range(0, EveryReply.Length)];

    [Fact]
    public void Every_reply_is_tried() => Assert.Equal(
        typeof(Reply).GetNestedTypes(BindingFlags.Public).ToHashSet(), EveryReply.Select(reply => reply.GetType()).ToHashSet());

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task Every_reply_is_an_answer_to_a_message(int which)
    {
        await using var stage = await Stage.SetAsync(EveryReply[which]);

        using var personal = await stage.SendAsync("message_personal.json");
        using var mention = await stage.SendAsync("message_mention.json");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (personal.StatusCode, mention.StatusCode));
        Assert.DoesNotContain(stage.Log.Lines, line => line.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_typed_in_the_personal_chat_is_heard_as_it_is_and_answered_there()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Bluebird));

        using var answer = await stage.SendAsync("message_personal.json");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Equal(
            new Interaction.MessageSeen(
                Kim, "msteams:a:1personal-chat-of-kim:1763892000123", "new sales-to-onboarding Bluebird Ltd",
                new(Platform.MsTeams, Stage.Tenant, "a:1personal-chat-of-kim")),
            Assert.Single(stage.Bot.Heard));
        Assert.Equal((new Destination.ToPerson(Kim), Bluebird), Assert.Single(stage.Edge.Posted));
    }

    [Fact]
    public async Task A_mention_of_the_bot_is_taken_out_by_its_entity_and_others_stay_by_name()
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("message_mention.json");

        var seen = Assert.IsType<Interaction.MessageSeen>(Assert.Single(stage.Bot.Heard));
        Assert.Equal("own Bluebird @HandoffBot", seen.Text);
        Assert.Equal((Kim, new(Platform.MsTeams, Stage.Tenant, "19:delivery-channel@thread.tacv2")), (seen.By, seen.Where));
    }

    [Theory]
    [InlineData("<at>HandoffBot</at> inbox", "<at>HandoffBot</at>", "inbox")]
    [InlineData("<AT>handoffbot</AT>\u00a0inbox\r\n", "<at>HandoffBot</at>", "inbox")]
    [InlineData("<at>HandoffBot</at> inbox", null, "inbox")]
    [InlineData("inbox", "<at>HandoffBot</at>", "inbox")]
    [InlineData("inbox <b>bold</b> a < b & c &lt;", "", "inbox <b>bold</b> a < b & c &lt;")]
    [InlineData("show<at>HandoffBot</at>H-1042", "<at>HandoffBot</at>", "show H-1042")]
    public async Task Whatever_stands_around_a_mention_is_text(string text, string? written, string heard)
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("message_mention.json", activity =>
        {
            activity["text"] = text;
            var entities = activity["entities"]!.AsArray();
            entities.RemoveAt(1);
            entities[0]!["text"] = written;
        });

        Assert.Equal(heard, Assert.IsType<Interaction.MessageSeen>(Assert.Single(stage.Bot.Heard)).Text);
    }

    [Fact]
    public async Task What_people_say_to_each_other_is_not_the_bots()
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("message_mention.json", activity => activity["entities"]!.AsArray().RemoveAt(0));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task Somebody_without_an_account_is_not_heard()
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("message_personal.json", activity => activity["from"]!.AsObject().Remove("aadObjectId"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task A_message_without_words_is_heard_all_the_same()
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("message_personal.json", activity => activity.AsObject().Remove("text"));

        Assert.Equal("", Assert.IsType<Interaction.MessageSeen>(Assert.Single(stage.Bot.Heard)).Text);
    }

    [Fact]
    public async Task Who_calls_the_bot_in_a_channel_is_answered_in_the_personal_chat()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Bluebird));

        using var answer = await stage.SendAsync("message_mention.json");

        Assert.Equal((new Destination.ToPerson(Kim), Bluebird), Assert.Single(stage.Edge.Posted));
    }

    [Fact]
    public async Task Who_cannot_be_written_to_is_told_so_in_the_thread_and_nothing_more()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Bluebird));
        stage.Edge.Answer = where => where is Destination.ToPerson ? new Outcome.Dead("the bot is blocked", "unblock it") : new Outcome.Taken();

        using var answer = await stage.SendAsync("message_mention.json");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var (where, card) = stage.Edge.Posted.Last();
        Assert.Equal(new Destination.ToThread(new(Platform.MsTeams, Stage.Tenant, Thread, "1763892000456"), Broadcast: false), where);
        Assert.Equal(Sentences.NotPrivately, card);
        Assert.Contains(stage.Log.Lines, line => line.Contains("did not reach the personal chat: the bot is blocked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_the_personal_chat_there_is_no_thread_to_say_it_in()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Bluebird));
        stage.Edge.Answer = _ => new Outcome.Failed("Microsoft Teams is down");

        using var answer = await stage.SendAsync("message_personal.json");

        Assert.Equal(3, stage.Edge.Posted.Count);
        Assert.Contains(stage.Log.Lines, line => line.Contains("Microsoft Teams is down", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_does_not_work_at_once_is_tried_again()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Bluebird));
        stage.Edge.Answer = _ => stage.Edge.Posted.Count < 3 ? new Outcome.Failed("no time") : new Outcome.Taken();

        using var answer = await stage.SendAsync("message_personal.json");

        Assert.Equal(3, stage.Edge.Posted.Count);
        Assert.DoesNotContain(stage.Log.Lines, line => line.Contains("did not reach", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_is_told_to_add_the_app_because_of_an_outage()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Bluebird));
        stage.Edge.Answer = where => where is Destination.ToPerson ? new Outcome.Failed("no time") : new Outcome.Taken();

        using var answer = await stage.SendAsync("message_mention.json");

        Assert.Equal(Sentences.NotNow, stage.Edge.Posted.Last().Card);
    }

    [Fact]
    public async Task What_may_have_arrived_is_not_explained_away()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Bluebird));
        stage.Edge.Answer = _ => new Outcome.Unknown("the answer was lost");

        using var answer = await stage.SendAsync("message_mention.json");

        Assert.Single(stage.Edge.Posted);
    }

    [Theory]
    [InlineData(0.01, 3)]
    [InlineData(60, 1)]
    public async Task A_short_wait_is_waited_and_a_long_one_is_not(double seconds, int posts)
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Bluebird));
        stage.Edge.Answer = _ => new Outcome.Later(Duration.FromSeconds(seconds));

        using var answer = await stage.SendAsync("message_personal.json");

        Assert.Equal(posts, stage.Edge.Posted.Count);
    }

    [Fact]
    public async Task A_form_is_offered_by_a_button_that_says_the_same_words()
    {
        await using var stage = await Stage.SetAsync(new Reply.OpenForm(Form));

        using var answer = await stage.SendAsync("message_personal.json");

        var card = Assert.Single(stage.Edge.Posted).Card;
        var button = Assert.Single(Assert.IsType<CardPart.Buttons>(card.Parts[^1]).Of);
        Assert.Equal(Presses.Say("new sales-to-onboarding Bluebird Ltd"), button.Press);
    }

    [Fact]
    public async Task What_is_sent_again_is_handled_and_answered_once()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Bluebird));
        var thinking = new TaskCompletionSource();
        stage.Bot.Before = thinking.Task;

        var first = stage.SendAsync("message_personal.json");
        var second = stage.SendAsync("message_personal.json");
        await Until.HoldsAsync(() => !stage.Bot.Heard.IsEmpty);
        thinking.SetResult();
        var third = await stage.SendAsync("message_personal.json");

        Assert.All([await first, await second, third], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single(stage.Bot.Heard);
        Assert.Single(stage.Edge.Posted);
    }

    [Fact]
    public async Task The_same_id_in_another_conversation_is_another_message()
    {
        await using var stage = await Stage.SetAsync();

        using var first = await stage.SendAsync("message_personal.json");
        using var second = await stage.SendAsync("message_personal.json", activity => activity["conversation"]!["id"] = "a:1personal-chat-of-lee");

        Assert.Equal(2, stage.Bot.Heard.Select(heard => heard.Receipt).Distinct().Count());
    }

    [Fact]
    public async Task A_receipt_is_short_however_long_the_ids_are_and_still_each_its_own()
    {
        await using var stage = await Stage.SetAsync();
        foreach (var id in new[] { new string('x', 5000), new string('x', 5001) })
            (await stage.SendAsync("message_personal.json", activity => activity["id"] = id)).Dispose();

        var receipts = stage.Bot.Heard.Select(heard => heard.Receipt).Distinct().ToList();
        Assert.Equal(2, receipts.Count);
        Assert.All(receipts, receipt => Assert.InRange(receipt.Length, 20, 200));
    }

    [Fact]
    public async Task Messages_without_an_id_are_each_their_own()
    {
        await using var stage = await Stage.SetAsync();
        for (var message = 0; message < 2; message++)
            (await stage.SendAsync("message_personal.json", activity => activity.AsObject().Remove("id"))).Dispose();

        Assert.Equal(2, stage.Bot.Heard.Count);
    }

    [Fact]
    public async Task What_takes_too_long_is_acknowledged_and_worked_on_to_its_end()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Bluebird));
        var thinking = new TaskCompletionSource();
        (stage.Bot.Before, stage.Get<Overtime>().Patience) = (thinking.Task, TimeSpan.FromMilliseconds(50));

        using var answer = await stage.SendAsync("message_personal.json");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        using var again = await stage.SendAsync("message_personal.json");
        var stopped = stage.StopAsync();
        Assert.False(stopped.IsCompleted);
        Assert.Empty(stage.Edge.Posted);
        thinking.SetResult();
        await stopped;

        Assert.Single(stage.Edge.Posted);
        Assert.Single(stage.Bot.Heard);
    }

    [Fact]
    public async Task What_breaks_is_a_sentence_with_a_reference_that_the_log_has_too()
    {
        await using var stage = await Stage.SetAsync();
        stage.Bot.Answer = _ => throw new InvalidOperationException("Bluebird broke it");

        using var answer = await stage.SendAsync("message_personal.json");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var said = Assert.Single(stage.Edge.Posted).Card.Summary.Plainly();
        Assert.Contains("nothing was changed", said, StringComparison.Ordinal);
        var reference = said.TrimEnd('.').Split(' ')[^1];
        Assert.Contains(stage.Log.Lines, line => line.Contains($"reference {reference}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_may_have_been_carried_out_is_said_to_be_unknown()
    {
        await using var stage = await Stage.SetAsync();
        stage.Bot.Answer = _ => throw new UnknownOutcomeException();

        using var answer = await stage.SendAsync("message_personal.json");

        Assert.Contains("is not known", Assert.Single(stage.Edge.Posted).Card.Summary.Plainly(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_answer_itself_breaks_the_message_is_asked_for_again()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Bluebird));
        stage.Edge.Answer = _ => throw new HttpRequestException("no way");

        using var answer = await stage.SendAsync("message_personal.json");
        stage.Edge.Answer = _ => new Outcome.Taken();
        using var again = await stage.SendAsync("message_personal.json");

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (answer.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task A_tenant_over_its_limit_is_told_to_come_later()
    {
        await using var stage = await Stage.SetAsync(configure: options => options.RequestsPerMinute = 2);

        var answers = new List<HttpStatusCode>();
        foreach (var id in new[] { "1", "2", "3", "4" })
        {
            using var answer = await stage.SendAsync("message_personal.json", activity => activity["id"] = id);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers);
        Assert.Single(stage.Log.Lines, line => line.Contains("MsTeams:RequestsPerMinute", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_limit_everything_is_let_in()
    {
        await using var stage = await Stage.SetAsync(configure: options => options.RequestsPerMinute = 0);
        for (var message = 0; message < 50; message++)
            (await stage.SendAsync("message_personal.json", activity => activity["id"] = $"{message}")).Dispose();

        Assert.Equal(50, stage.Bot.Heard.Count);
    }

    [Fact]
    public async Task Reactions_and_what_is_unknown_are_acknowledged_and_left_alone()
    {
        await using var stage = await Stage.SetAsync();

        using var reaction = await stage.SendAsync("reaction.json");
        using var unknown = await stage.SendAsync("reaction.json", activity => activity["type"] = "somethingNew");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (reaction.StatusCode, unknown.StatusCode));
        Assert.Empty(stage.Bot.Heard);
        Assert.Contains(stage.Log.Lines, line => line.Contains("sent somethingNew", StringComparison.Ordinal));
    }
}
