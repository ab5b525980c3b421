using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Chat;

/// <summary>The screens and cards of the example handoff, and one of each that holds every part there is: both edges draw them.</summary>
internal static class Samples
{
    public const string Workspace = Scene.Workspace;

    private static readonly HandoffView Submitted = Scene.View(HandoffStatus.Submitted);
    private static readonly HandoffView Draft = Scene.View(HandoffStatus.Draft);
    private static readonly HandoffView Rejected = Scene.View(HandoffStatus.Rejected);
    private static readonly HandoffView Accepted = Scene.View(HandoffStatus.Accepted);
    private static readonly HandoffView Clarifying = Scene.View(Scene.Handoff(HandoffStatus.Clarifying) with
    {
        Questions =
        [
            Scene.Question(1, "Which modules were sold,\nand how many <seats> of each?", "scope", "segment"),
            Scene.Question(2, "When do they want to start?") with { WaitsForClient = true },
            Scene.Question(3, "Who signs?") with { Reply = new(Scene.Sam.Id, Scene.Now, "Jo, their *CFO*") },
        ],
    });

    private static readonly HandoffView Promising = Scene.View(Scene.Promising(HandoffStatus.Submitted));
    private static readonly HandoffView Disputed = Scene.View(Scene.Promising(HandoffStatus.Accepted));
    private static readonly PersonView KimAway = Scene.Kim with { Away = new("1 Dec", Scene.Olu) };
    private static readonly HandoffView HolderAway = Submitted with { People = Submitted.People.SetItem(Scene.Kim.Id, KimAway) };

    public static readonly Phrase EveryInline = Phrase.Of(
        "Plain & <simple>, ",
        new Inline.Strong("Brightwave Ltd"),
        ", ",
        new Inline.Mention("Kim", [new(Platform.Slack, Workspace, "UKIM")]),
        ", ",
        new Inline.Mention("Lee", [new(Platform.MsTeams, Scene.Tenant, "0f000000-0000-4000-8000-00000000001e")]),
        ", due ",
        new Inline.When(Instant.FromUtc(2026, 11, 23, 14, 0), DateTimeZoneProviders.Tzdb["Europe/London"]),
        ", ",
        new Inline.Link("the brief", new Uri("https://example.com/?a=1&b=2|3")),
        ", ",
        new Inline.Command("inbox"));

    public static readonly Card EveryCardPart = new(
        "Everything at once",
        [
            new CardPart.Header("Everything at once"),
            new CardPart.Text(EveryInline),
            new CardPart.Note("Small print"),
            new CardPart.Facts([new("Client", "Brightwave Ltd"), new("Due", EveryInline)]),
            new CardPart.LongText("What was sold", "Fifty seats\nof everything"),
            new CardPart.Divider(),
            new CardPart.Buttons(
            [
                new("Accept", new(Act.Accept, 1042, 1, 3), ButtonStyle.Primary),
                new("Reject", new(Act.Reject, 1042, 1, 3), ButtonStyle.Danger, "Really reject it?"),
                new("Open", new(Act.Open, Text: "https://acme.slack.com/archives/C1/p1")),
            ]),
        ]);

    public static readonly Form EveryFormPart = new(
        new(FormKind.Checklist, 1042, "sales-to-onboarding", 1, 3, 1, 4, "more"),
        "Everything at once, in a form",
        [
            new FormPart.Progress("Step 2 of 4 · 5 of 9 required"),
            new FormPart.Shown(new CardPart.Text("Something to read")),
            .. FieldKinds().Select(kind => new FormPart.ChecklistField(Scene.Field($"f_{Name(kind)}", Name(kind), kind), null, false, null)),
            new FormPart.ChecklistField(
                Scene.Field("segment", "Segment", new FieldKind.Choice(["SMB", "Enterprise"]), required: true),
                new Input.Selected("SMB", "SMB"), Redraws: true, "Is it really SMB?"),
            new FormPart.PersonField("seller", "Who sold it", "Start typing", true, new("p:1", "Sam"), false, "Nobody of that name."),
            new FormPart.ClientField("client", "Client", null, true, null, true, null),
            new FormPart.HandoffField("where", "Handoff", "Type a client's name", true, new("h:1042", "H-1042 · Brightwave Ltd"), "Choose a handoff."),
            new FormPart.TextField("note", "Note", "In your own words", false, true, 500, "As it stands", null),
            new FormPart.OneOf("team", "Team", null, true, [new("a", "Alpha", "The first"), new("b", "Beta")], "b", null),
            new FormPart.ManyOf("reasons", "Reasons", null, true, [new("a", "Alpha"), new("b", "Beta")], ["a"], null),
            new FormPart.Criteria("criteria", [new("The scope is something that we deliver today", true, null), new("The date can be met", false, "Tick it or reject.")]),
            new FormPart.Finding("scope", "What was sold", "It is missing.", new(Act.Fix, 1042, Text: "scope")),
            new FormPart.AnswerButtons([new("Back", new(Act.Back, 1042)), new("Discard", new(Act.Discard, 1042), ButtonStyle.Danger, "Discard it?")]),
        ],
        "Next");

    /// <summary>As much as can stand on a form that answers questions, after all of it was typed.</summary>
    public static Form LongestAnswers()
    {
        var fields = Enumerable.Range(0, 25).Select(i => Scene.Field($"f{i}", Long(150), new FieldKind.LongText(null, 3000, null, null)) with { Hint = Long(150) }).ToList();
        var playbook = Scene.Playbook with { Checklist = new([new("One", [Scene.Field("client", "Client", new FieldKind.Client()), .. fields])]) };
        var view = Scene.View(Scene.Handoff(HandoffStatus.Clarifying, playbook) with
        {
            Questions = [.. Enumerable.Range(0, 10).Select(at => Scene.Question(at + 1, Long(1000), [.. Enumerable.Range(0, 5).Select(i => $"f{((at * 5) + i) % 25}")]))],
        });
        var typed = fields.Select(one => (one.Id, Text: Long(3000))).Concat(Enumerable.Range(1, 10).Select(number => (Id: AnswerQuestionsScreen.ReplyId(number), Text: Long(2000))));
        return new AnswerQuestionsScreen
        {
            View = view,
            Inputs = typed.ToImmutableDictionary(one => one.Id, Input (one) => new Input.Typed(one.Text)),
            Drawn = [.. fields.Select(one => one.Id)],
            Errors = fields.ToImmutableDictionary(one => one.Id, _ => Long(150)),
        }.Draw();
    }

    /// <summary>As much as can stand on a form that asks.</summary>
    public static Form LongestQuestions()
    {
        var fields = Enumerable.Range(0, 29).Select(i => Scene.Field($"a_rather_long_name_of_a_field_{i}", new string('L', 100), new FieldKind.YesNo())).ToList();
        var playbook = Scene.Playbook with { Checklist = new([new("A step of some length", [Scene.Field("client", "Client", new FieldKind.Client()), .. fields])]) };
        var inputs = Enumerable.Range(0, 5).ToImmutableDictionary(AskScreen.TextId, Input (_) => new Input.Typed(new string('q', 1000)));
        return AskScreen.Draw(Scene.View(HandoffStatus.Submitted, playbook), AskScreen.MostAtOnce, inputs);
    }

    private static string Long(int length) => string.Concat(Enumerable.Repeat("Ünder <&> ", length))[..length];

    public static IReadOnlyDictionary<string, Card> Cards { get; } = new Dictionary<string, Card>(LifeSamples.Cards)
    {
        ["every-part"] = EveryCardPart,
        ["brief-submitted"] = BriefCard.For(Submitted),
        ["brief-rejected"] = BriefCard.For(Rejected),
        ["brief-accepted"] = BriefCard.For(Accepted),
        ["playbook-asked"] = AgreementCards.Asked(new(
            Scene.Playbook, Scene.Olu, ["Ana (Sales)", "Olu (Onboarding)"],
            ["New, and needed: “Risk” (a text, at most 300 characters).", "“Segment”: it may be left open now.", "The time to answer is “2 working days” now, not “4 h”."])),
        ["playbook-asked-cover"] = AgreementCards.Asked(new(Scene.Playbook, Scene.Kim, ["Olu (Onboarding)"], ["“Segment”: it may be left open now."])
        {
            For = Scene.Olu with { Away = new("1 Dec", Scene.Kim) },
        }),
        ["playbook-agreed"] = AgreementCards.Waiting(Scene.Playbook, ["Ana"], ["Olu (Onboarding)"]),
        ["playbook-over"] = Card.Says(AgreementCards.Over(Scene.Playbook)),
        ["brief-agreed"] = BriefCard.For(Scene.View(Scene.Handoff(HandoffStatus.Submitted) with { Agreement = new(Scene.Now, [Scene.Sam.Id, Scene.Olu.Id]) })),
        ["brief-release"] = BriefCard.For(Scene.View(Scene.Release(HandoffStatus.Accepted))),
        ["brief-promises"] = BriefCard.For(Promising),
        ["brief-disputed"] = BriefCard.For(Disputed),
        ["brief-clarifying"] = BriefCard.For(Clarifying),
        ["sender-clarifying"] = SenderCard.For(Clarifying),
        ["turn-asked"] = TurnCards.ToSender(Clarifying, Turn.Asked),
        ["ping-clarification"] = PingCard.For(Scene.Ping(Clarifying, PingRole.Holder, Scene.Sam, Duration.FromHours(-1), kind: ClockKind.Clarification)),
        ["turn-answered"] = TurnCards.ToReceivers(LifeSamples.Answered, Turn.Answered),
        ["brief-re-routed"] = BriefCard.For(Scene.View(Scene.ReRouted)),
        ["brief-moved"] = BriefCard.Moved(Scene.View(Scene.ReRouted), new Uri("https://acme.slack.example/archives/C0DEL/p1")),
        ["brief-reopened"] = BriefCard.For(Scene.View(Scene.Reopened)),
        ["sender-passed"] = SenderCard.Passed(Submitted),
        ["turn-re-routed"] = TurnCards.ToReceivers(Scene.View(Scene.ReRouted), Turn.ReRouted),
        ["turn-sent-back"] = TurnCards.ToSender(Scene.View(Scene.SentBack), Turn.SentBack),
        ["turn-owed"] = TurnCards.ToSender(Scene.View(Scene.Owed), Turn.Owed),
        ["turn-sender-changed"] = TurnCards.ToSender(Rejected, Turn.SenderChanged),
        ["sender-submitted"] = SenderCard.For(Submitted),
        ["turn-submitted"] = TurnCards.ToReceivers(Submitted, Turn.Submitted),
        ["turn-rejected"] = TurnCards.ToSender(Rejected, Turn.Rejected),
        ["ping-overdue"] = PingCard.For(Scene.Ping(Submitted, PingRole.Holder, Scene.Kim, Duration.FromHours(1))),
        ["ping-brief"] = PingCard.For(Scene.Ping(
            Scene.View(Scene.Handoff(HandoffStatus.Draft, Scene.Playbook with { Starts = "segment" }) with { BeganOn = new(2026, 11, 20) }), PingRole.Holder, Scene.Sam,
            Duration.FromHours(1), kind: ClockKind.Handover)),
        ["ping-channel"] = PingCard.For(Scene.Ping(Submitted, PingRole.Channel, null, Duration.FromHours(-1))),
        ["brief-promise-link"] = BriefCard.For(Scene.View(Scene.Handoff(HandoffStatus.Submitted) with { Commitments = [Scene.Linked(Scene.Promise(1, "Five sites by Easter"))] })),
        ["ping-promise-cover"] = CommitmentPingCard.For(
            Scene.PromisePing(Scene.Linked(Scene.Promise(1, "Five sites by Easter")), PingRole.Holder, Duration.FromHours(-4)) with { For = Scene.Kim with { Away = new("1 Dec", null) } }),
        ["ping-promise"] = CommitmentPingCard.For(Scene.PromisePing(Scene.Promise(1, "Five sites by Easter"), PingRole.Holder, Duration.FromHours(-4))),
        ["dispute"] = DisputeCards.For(Disputed, Disputed.Handoff.Commitments[1], DisputeTurn.Disputed, Scene.Sam.Id, lead: false),
        ["dispute-lead"] = DisputeCards.For(Disputed, Disputed.Handoff.Commitments[1], DisputeTurn.Disputed, Scene.Olu.Id, lead: true),
        ["dispute-proposed"] = DisputeCards.For(Disputed, Scene.Suggested, DisputeTurn.Suggested, Scene.Kim.Id, lead: false),
        ["dispute-ended"] = DisputeCards.For(Disputed, Disputed.Handoff.Commitments[0], DisputeTurn.Ended, Scene.Sam.Id, lead: false),
        ["promise-asked"] = AskedPromiseCards.For(Scene.Asked(null), PromiseNews.Asked),
        ["promise-answered"] = AskedPromiseCards.For(Scene.Asked(new(Scene.Olu.Id, Scene.Now, true, new LocalDate(2027, 1, 31), "After the audit")), PromiseNews.Answered),
        ["promise-asked-over"] = AskedPromiseCards.For(Scene.AskedAndTold(CommitmentState.Open, Scene.SaidWhen), PromiseNews.Asked),
        ["promise-answered-over"] = AskedPromiseCards.For(Scene.AskedAndTold(CommitmentState.Open, Scene.SaidWhen), PromiseNews.Answered),
        ["promise-closed"] = AskedPromiseCards.For(Scene.AskedAndTold(CommitmentState.Open, Scene.SaidWhen), PromiseNews.Closed),
        ["promise-recorded"] = AskedPromiseCards.For(Scene.Asked(null), PromiseNews.Recorded),
        ["brief-actions"] = BriefCard.For(Scene.View(Scene.Planned(HandoffStatus.Accepted))),
        ["mine-actions"] = ListCard.For(new("mine", "Sent or owned by you", 1, 0, [], DateTimeZone.Utc, "Nothing.", [])
        {
            Actions = [new(Scene.Planned(HandoffStatus.Accepted).NextActions[1], Scene.Planned(HandoffStatus.Accepted), "Kim", new LocalDate(2026, 12, 4))],
        }),
        ["brief-exceptions"] = BriefCard.For(Scene.View(Scene.Excepting(HandoffStatus.Submitted))),
        ["brief-fill-in"] = BriefCard.For(Scene.View(Scene.Excepting(HandoffStatus.Accepted))),
        ["brief-filled-in"] = BriefCard.For(Scene.View(Scene.FilledIn)),
        ["sender-fill-in"] = SenderCard.For(Scene.View(Scene.Excepting(HandoffStatus.Accepted))),
        ["turn-filled-in"] = ExceptionCards.ToReceivers(Scene.View(Scene.FilledIn) with { Client = Scene.Client }, 2),
        ["turn-filled-in-sender"] = ExceptionCards.ToSender(Scene.View(Scene.FilledIn), 2, null),
        ["ping-exception"] = PingCard.For(
            Scene.Ping(Scene.View(Scene.Excepting(HandoffStatus.Accepted)), PingRole.Holder, Scene.Olu, Duration.FromHours(2), kind: ClockKind.Exception) with { Run = 2 }),
        ["mine-exceptions"] = ListCard.For(new("mine", "Sent or owned by you", 1, 0, [], DateTimeZone.Utc, "Nothing.", [])
        {
            Exceptions = [new(Scene.Excepting(HandoffStatus.Accepted).Exceptions[0], Scene.Excepting(HandoffStatus.Accepted), new LocalDate(2026, 12, 2))],
            ExceptionsInAll = 1,
        }),
        ["mine-disputed"] = ListCard.For(new("mine", "Sent or owned by you", 1, 0, [], DateTimeZone.Utc, "Nothing.", [])
        {
            Promises =
            [
                new(Disputed.Handoff.Commitments[1], "Brightwave Ltd", new LocalDate(2026, 11, 23)) { DisputedBy = "Kim" },
                new(Scene.SuggestedByReceiver, "Brightwave Ltd", new LocalDate(2026, 11, 23)) { DisputedBy = "Kim" },
                new(Scene.Linked(Scene.Promise(3, "Notes in German")), "Northwind", new LocalDate(2026, 11, 23)),
            ],
            PromisesInAll = 3,
        }),
        ["mine-promises"] = ListCard.For(new("mine", "Sent or owned by you", 1, 1, [ListEntry.Of(Submitted, Act.Show)], DateTimeZone.Utc, "Nothing.", [])
        {
            Promises = [new(Scene.Promise(1, "Five sites by Easter"), "Brightwave Ltd", new LocalDate(2026, 12, 2))], PromisesInAll = 7,
        }),
        ["ping-several"] = RemindersCard.For(
        [
            PingCard.Of(Scene.Ping(Submitted, PingRole.Lead, Scene.Kim, Duration.FromHours(1))),
            PingCard.Of(Scene.Ping(Accepted, PingRole.Owner, Scene.Kim, Duration.FromHours(-1), late: true, ClockKind.Kickoff)),
        ]),
        ["inbox"] = ListCard.For(new(
            "inbox", "Inbox", 1, 1, [ListEntry.Of(Submitted, Act.Show)], DateTimeZone.Utc, "Nothing waits.", [])),
        ["brief-holder-away"] = BriefCard.For(HolderAway),
        ["turn-holder-away"] = TurnCards.ToReceivers(HolderAway, Turn.Submitted),
        ["ping-cover"] = PingCard.For(Scene.Ping(HolderAway, PingRole.Holder, Scene.Olu, Duration.FromHours(1)) with { For = KimAway }),
        ["inbox-holder-away"] = ListCard.For(new(
            "inbox", "Inbox", 1, 1, [ListEntry.Of(HolderAway, Act.Show)], DateTimeZone.Utc, "Nothing waits.", [])),
        ["away"] = AbsenceCard.For(new("Tue 1 Dec", Scene.Olu, true, false, [Scene.Sam with { Away = new("30 Nov", null) }])),
        ["hours"] = HoursCard.For(new("mon-thu 9-17, fri 9-13", "Onboarding", false, DateTimeZoneProviders.Tzdb["America/New_York"], Scene.Now + Duration.FromHours(4))),
        ["team"] = TeamCard.For(
            new("Onboarding", 1, 1, 0, Scene.Olu, "this week", [KimAway], [("Acme Ltd", "Nia"), ("Beta GmbH", "Nia")]),
            new("team onboarding", "Onboarding", 1, 1, [ListEntry.Of(HolderAway, Act.Show)], DateTimeZone.Utc, "Nothing waits.", [])),
        ["home"] = HomeCard.For(HomeSamples.Full, HomeRoom.Message),
        ["home-empty"] = HomeCard.For(HomeSamples.Views["home-empty"], HomeRoom.Message),
        ["home-many"] = HomeCard.For(HomeSamples.Many, HomeRoom.Message),
        ["help"] = HelpCard.For([Scene.Playbook]),
        ["setup"] = SetupCard.For(
            [
                new("To be mended", ["The bot is not in channel #sales (C0SALES): invite it there with /invite @HandoffBot.", Phrase.Of("Legal has no channel. Say ", new Inline.Command("setup legal here"), " in it.")]),
                new("Teams", [Phrase.Of(new Inline.Strong("Onboarding"), " (onboarding): receives in Slack, C0ONB (set in chat by Kim, ", new Inline.When(Scene.Now, DateTimeZone.Utc), ")")]),
                new("Playbooks", [.. Enumerable.Range(1, 30).Select(one => Phrase.FromString($"Playbook {one}: Sales to Onboarding"))]),
            ],
            page: 1),
        ["unknown-words"] = HelpCard.DidYouMean("imbox", "inbox"),
        ["not-posted"] = NoticeCards.NotPosted(Submitted, "not_in_channel"),
        ["welcome"] = NoticeCards.Welcome("Acme"),
        ["welcome-unbound"] = NoticeCards.Welcome("Acme", "legal", "billing"),
    };

    public static IReadOnlyDictionary<string, Form> Forms { get; } = new Dictionary<string, Form>
    {
        ["every-part"] = EveryFormPart,
        ["checklist-first"] = new ChecklistScreen { Playbook = Scene.Playbook, Step = 0 }.Draw(),
        ["checklist-second"] = new ChecklistScreen { Playbook = Scene.Playbook, Step = 1, Answers = Scene.Answered }.Draw(),
        ["review-open"] = ReviewScreen.Draw(Draft, [new("scope", 1, "What was sold", "It is missing.")], 2),
        ["review-ready"] = ReviewScreen.Draw(Draft, [], 2),
        ["accept"] = AcceptScreen.Draw(Submitted, Scene.Kim),
        ["not-yet"] = AgreementCards.NotYet("Sales to Onboarding", AgreementCards.Carried("sales-to-onboarding", "000000000000")),
        ["accept-release"] = AcceptScreen.Draw(Scene.View(Scene.Release(HandoffStatus.Submitted)), Scene.Kim),
        ["checklist-release"] = new ChecklistScreen { Playbook = Scene.Release(HandoffStatus.Draft).Playbook, Step = 0 }.Draw(),
        ["accept-promises"] = AcceptScreen.Draw(Promising, Scene.Kim),
        ["review-promises"] = ReviewScreen.Draw(Scene.View(Scene.Promising(HandoffStatus.Draft)), [], drawing: 0),
        ["promise"] = PromiseScreen.Draw(Draft, Scene.Promise(1, "Five sites by Easter").Id, Scene.Promise(1, "Five sites by Easter").Text),
        ["review-exception-offered"] = ReviewScreen.Draw(
            Scene.View(Scene.Excepting(HandoffStatus.Draft) with { Exceptions = [] }), [new("scope", 1, "What was sold", "It needs an answer.")], drawing: 0),
        ["review-exceptions"] = ReviewScreen.Draw(Scene.View(Scene.Excepting(HandoffStatus.Draft)), [], drawing: 0),
        ["review-exceptions-many"] = ReviewScreen.Draw(Scene.View(Scene.ExceptingMany(HandoffStatus.Draft, 40)), [], drawing: 0),
        ["exception"] = ExceptionScreen.Draw(Scene.View(Scene.Excepting(HandoffStatus.Draft)), Scene.Playbook.Checklist.Find("scope")!),
        ["accept-exceptions"] = AcceptScreen.Draw(Scene.View(Scene.Excepting(HandoffStatus.Submitted)), Scene.Kim),
        ["reject-exceptions"] = RejectScreen.Draw(Scene.View(Scene.Excepting(HandoffStatus.Submitted))),
        ["correct-exceptions"] = CorrectScreen.Draw(Scene.Excepting(HandoffStatus.Submitted), []),
        ["correct-expired"] = CorrectScreen.Draw(Submitted.Handoff, [new("scope", 1, "What was sold", "It needs an answer."), new("client", 0, "Client", "Choose it again.")]),
        ["checklist-exception"] = new ChecklistScreen
        {
            Playbook = Scene.Playbook, Step = 1, Answers = Scene.Excepting(HandoffStatus.Draft).Answers, View = Scene.View(Scene.Excepting(HandoffStatus.Draft)),
        }.Draw(),
        ["fill-in"] = new FillInScreen
        {
            View = Scene.View(Scene.Excepting(HandoffStatus.Accepted)), Exception = Scene.Excepting(HandoffStatus.Accepted).Exceptions[0],
        }.Draw(),
        ["details-exceptions"] = DetailsScreen.Draw(
            Scene.View(Scene.FilledIn),
            [
                new HistoryEntry.Lived(new HandoffEvent.ExceptionAsked(Scene.Sam.Id, Scene.Now, Scene.FilledIn.Exceptions[0]), Platform.Slack),
                new HistoryEntry.Lived(new HandoffEvent.ExceptionTakenBack(Scene.Sam.Id, Scene.Now, "scope"), Platform.Slack),
                new HistoryEntry.Lived(new HandoffEvent.ExceptionVoided(Scene.Sam.Id, Scene.Now, "scope"), Platform.Slack),
                new HistoryEntry.Lived(
                    new HandoffEvent.Accepted(Scene.Kim.Id, Scene.Now, 1, Scene.Olu.Id, Scene.Sam.Id, null) { Approves = [new("scope", new LocalDate(2026, 12, 1))] }, Platform.MsTeams),
                new HistoryEntry.Missed(Scene.Now, ClockKind.Exception, Excused: false),
                new HistoryEntry.Lived(
                    new HandoffEvent.FilledIn(
                        Scene.Sam.Id, Scene.Now, 2, "scope", ImmutableDictionary<string, Answer?>.Empty.Add("scope", new Answer.Text("Fifty seats"))), Platform.Slack),
            ]),
        ["next-action"] = NextActionScreen.Draw(Draft, new Guid(60, 0, 0, new byte[8])),
        ["add-message"] = AddMessageScreen.Draw(Scene.Said, new Guid(70, 0, 0, new byte[8]), "Ines", new(SuggestionId.Of(1042), "H-1042 · Brightwave Ltd")),
        ["add-message-private"] = AddMessageScreen.Draw(
            Scene.Said with { IsPrivate = true, Text = new string('x', 4000) }, new Guid(70, 0, 0, new byte[8]), "Ines", null, 1,
            ImmutableDictionary<string, Input>.Empty, ImmutableDictionary<string, string>.Empty.Add(AddMessageScreen.Where, "Choose a handoff.")),
        ["details-evidence"] = DetailsScreen.Draw(
            Scene.View(Scene.Evidenced(HandoffStatus.Submitted)),
            [new HistoryEntry.Lived(new HandoffEvent.EvidenceAdded(Scene.Sam.Id, Scene.Now, Scene.Evidenced(HandoffStatus.Submitted).Evidence[0]), Platform.Slack)],
            reader: new(Scene.Sam.Id, "Sam", ["sales"], [], IsAdmin: false)),
        ["review-actions"] = ReviewScreen.Draw(Scene.View(Scene.Planned(HandoffStatus.Draft)), [], drawing: 0),
        ["accept-promise-link"] = AcceptScreen.Draw(
            Scene.View(Scene.Handoff(HandoffStatus.Submitted) with { Commitments = [Scene.Linked(Scene.Promise(1, "Five sites by Easter"))] }), Scene.Kim),
        ["promise-private"] = PromiseScreen.Draw(Draft, Scene.Promise(1, "x").Id, null, message: Scene.Said with { IsPrivate = true }),
        ["client-promise-chosen"] = ClientPromiseScreen.Draw(
            Scene.Client, new(Scene.Promise(1, "x").Id, Scene.Client.Id, 1042), new(SuggestionId.Of(Scene.Sam.Id), "Sam"), Scene.Organization.Teams.Values,
            new(Scene.Said with { IsPrivate = true }, Accepted)),
        ["client-promise"] = ClientPromiseScreen.Draw(
            Scene.Client, new(Scene.Promise(1, "x").Id, Scene.Client.Id), new(SuggestionId.Of(Scene.Sam.Id), "Sam"), Scene.Organization.Teams.Values),
        ["promise-no"] = ClientPromiseScreen.No(Scene.Client, Scene.Promise(1, "Five sites by Easter")),
        ["promise-other-day"] = ClientPromiseScreen.OtherDay(Scene.Client, Scene.Promise(1, "Five sites by Easter")),
        ["promise-broken"] = CommitmentScreens.Broken(Scene.Client, Scene.Promise(1, "Five sites by Easter")),
        ["promise-moved"] = CommitmentScreens.Moved(Scene.Client, Scene.Promise(1, "Five sites by Easter")),
        ["promise-settled"] = CommitmentScreens.Settled(Scene.Client, Scene.Suggested, decides: false),
        ["promise-decided"] = CommitmentScreens.Settled(Scene.Client, Scene.Suggested, decides: true),
        ["reject"] = RejectScreen.Draw(Submitted),
        ["ask"] = AskScreen.Draw(Clarifying, questions: 2),
        ["answer-questions"] = new AnswerQuestionsScreen { View = Clarifying }.Draw(),
        ["details"] = DetailsScreen.Draw(
            Submitted,
            [
                new HistoryEntry.Lived(new HandoffEvent.Submitted(Scene.Sam.Id, Scene.Now, 1, "onboarding", null, null), Platform.Slack),
                new HistoryEntry.Reminded(Scene.Now, ClockKind.Acceptance, [Scene.Kim.Id], InChannel: true),
            ]),
        ["correct"] = CorrectScreen.Draw(Submitted.Handoff, []),
        ["kick-off"] = KickOffScreen.Draw(Accepted),
        ["re-route"] = ReRouteScreen.Draw(Submitted),
        ["reassign"] = ColleagueScreen.Reassign(Submitted),
        ["change-sender"] = ColleagueScreen.ChangeSender(Submitted),
        ["send-back"] = SendBackScreen.Draw(Accepted with { Client = Accepted.Client! with { Owner = Scene.Olu.Id } }),
        ["own"] = new OwnScreen { Client = new(new(Guid.Empty), "Brightwave Ltd", Scene.Sam.Id), Owner = "Sam", Chosen = new("1", "Kim"), Playbook = Scene.Playbook }.Draw(),
        ["choose-playbook"] = ChoosePlaybookScreen.Draw(Scene.Organization, [Scene.Playbook], null),
        ["sentence"] = SentenceScreen.Draw("H-1042", "It was accepted meanwhile."),
    };

    /// <summary>One of every kind of field that there is; a new kind must be added here, as a test says.</summary>
    public static IEnumerable<FieldKind> FieldKinds() =>
    [
        new FieldKind.Text(null, 100, "[A-Z]+", "Capital letters"),
        new FieldKind.LongText(null, 3000, null, null),
        new FieldKind.Number(0, 10),
        new FieldKind.Money(0, null),
        new FieldKind.Date(null, null),
        new FieldKind.Choice(["One", "Two"]),
        new FieldKind.Choices(["One", "Two"]),
        new FieldKind.YesNo(),
        new FieldKind.Person(),
        new FieldKind.Client(),
        new FieldKind.Email(),
        new FieldKind.Url(),
        new FieldKind.Phone(),
    ];

    private static string Name(FieldKind kind) => kind.GetType().Name.ToLowerInvariant();
}
