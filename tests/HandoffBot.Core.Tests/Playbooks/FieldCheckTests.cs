using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Playbooks;

public class FieldCheckTests
{
    private static readonly LocalDate Today = new(2026, 11, 22);
    private static readonly PersonId Kim = new(new("11111111-1111-1111-1111-111111111111"));
    private static readonly ClientId Globex = new(new("22222222-2222-2222-2222-222222222222"));

    private static readonly FieldContext Context = new(
        Today, "GBP", id => id == Kim ? new Answer.Person(Kim, "Kim Larsen") : null, id => id == Globex ? new Answer.Client(Globex, "Globex") : null);

    [Theory]
    [InlineData("12,500", "GBP", 12500)]
    [InlineData("12 500.75", "GBP", 12500.75)]
    [InlineData("12'500", "GBP", 12500)]
    [InlineData("£12,500", "GBP", 12500)]
    [InlineData("€ 99.90", "EUR", 99.90)]
    [InlineData("$10", "USD", 10)]
    [InlineData("usd 1,250,000.00", "USD", 1250000)]
    [InlineData("1250 CHF", "CHF", 1250)]
    [InlineData("-40", "GBP", -40)]
    [InlineData("-£40", "GBP", -40)]
    [InlineData("0.125", "GBP", 0.125)]
    [InlineData("1250.500", "GBP", 1250.5)]
    public void Amounts_are_read_as_people_write_them(string typed, string currency, double value) =>
        Assert.Equal(new Answer.Money((decimal)value, currency), Answered(new FieldKind.Money(null, null), typed));

    [Theory]
    [InlineData("12.500", "Is this 12500 or 12.5? Write it without the point, or with two decimals.")]
    [InlineData("12,50", "Is the comma for decimals? Write it with a point: 12500.75.")]
    [InlineData("1.234,56", "Is the comma for decimals? Write it with a point: 12500.75.")]
    [InlineData("0,125", "Is the comma for decimals? Write it with a point: 12500.75.")]
    [InlineData("£12.5k", "Write the amount in digits: 12,500, not 12.5k.")]
    [InlineData("GBP 12 GBP", "Write the currency once.")]
    [InlineData("a lot", "Write an amount such as 12,500 or GBP 12,500.00.")]
    [InlineData("1 2 3", "Write an amount such as 12,500 or 12,500.75.")]
    [InlineData("99999999999999999999999999999", "This number is too large.")]
    public void What_could_be_two_amounts_is_asked_about(string typed, string says) => Assert.Equal(says, Refused(new FieldKind.Money(null, null), typed));

    [Fact]
    public void A_sign_that_several_currencies_share_is_the_organizations_own()
    {
        var result = FieldCheck.Read(Field(new FieldKind.Money(null, null)), new Input.Typed("$5"), Context with { Currency = "AUD" });
        Assert.Equal(new FieldResult.Good(new Answer.Money(5, "AUD")), result);
    }

    [Fact]
    public void Amounts_have_limits()
    {
        Assert.Equal("It is at least GBP 100.", Refused(new FieldKind.Money(100, null), "99.99"));
        Assert.Equal("It is at most 1,000.", Refused(new FieldKind.Number(null, 1000), "1000.5"));
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("+12.345", 12.345)]
    [InlineData("1,000", 1000)]
    public void Numbers(string typed, double value) => Assert.Equal(new Answer.Number((decimal)value), Answered(new FieldKind.Number(null, null), typed));

    [Theory]
    [InlineData("2026-12-24")]
    [InlineData("2026-12-24 ")]
    [InlineData("24 Dec 2026")]
    [InlineData("24 december 2026")]
    [InlineData("Dec 24, 2026")]
    [InlineData("December 24 2026")]
    [InlineData("24.12.2026")]
    public void Dates_are_read_as_people_write_them(string typed) =>
        Assert.Equal(new Answer.Date(new(2026, 12, 24)), Answered(new FieldKind.Date(null, null), typed));

    [Theory]
    [InlineData("03/04/2026")]
    [InlineData("2026-02-30")]
    [InlineData("soon")]
    [InlineData("0026-12-24")]
    public void What_is_no_date_is_told_how_to_be_one(string typed) =>
        Assert.Equal("Write the date as 2026-12-24 or 24 Dec 2026.", Refused(new FieldKind.Date(null, null), typed));

    [Theory]
    [InlineData(0, null, "2026-11-21", "Choose today or a later date.")]
    [InlineData(null, 0, "2026-11-23", "Choose today or an earlier date.")]
    [InlineData(7, null, "2026-11-28", "Choose 29 Nov 2026 or a later date.")]
    [InlineData(null, 7, "2026-11-30", "Choose 29 Nov 2026 or an earlier date.")]
    public void Dates_have_limits(int? from, int? to, string typed, string says)
    {
        var kind = new FieldKind.Date(from is null ? null : new DateLimit.FromToday(from.Value), to is null ? null : new DateLimit.FromToday(to.Value));
        Assert.Equal(says, Refused(kind, typed));
    }

    [Fact]
    public void The_limits_of_a_date_are_themselves_allowed()
    {
        var kind = new FieldKind.Date(new DateLimit.FromToday(0), new DateLimit.Fixed(new(2026, 12, 31)));
        Assert.Equal(new Answer.Date(Today), Answered(kind, "2026-11-22"));
        Assert.Equal(new Answer.Date(new(2026, 12, 31)), Answered(kind, "2026-12-31"));
        Assert.Equal("Choose 31 Dec 2026 or an earlier date.", Refused(kind, "2027-01-01"));
    }

    [Theory]
    [InlineData("kim@example.com", "kim@example.com")]
    [InlineData(" mailto:kim+x@sub.example.co.uk", "kim+x@sub.example.co.uk")]
    public void Addresses(string typed, string read) => Assert.Equal(new Answer.Text(read), Answered(new FieldKind.Email(), typed));

    [Theory]
    [InlineData("kim")]
    [InlineData("kim@localhost")]
    [InlineData("kim@@example.com")]
    [InlineData("kim@example..com")]
    [InlineData("Kim <kim@example.com>")]
    [InlineData("a@b.co, c@d.co")]
    public void What_is_no_address(string typed) => Assert.Equal("Write an e-mail address such as kim@example.com.", Refused(new FieldKind.Email(), typed));

    [Theory]
    [InlineData("example.com/contract", "Write the whole address, beginning with https://.")]
    [InlineData("javascript:alert(1)", "Write the whole address, beginning with https://.")]
    [InlineData("file:///etc/passwd", "Write the whole address, beginning with https://.")]
    [InlineData("https://kim:secret@example.com", "Leave the user name and password out of the address.")]
    [InlineData("https://a.example https://b.example", "Write one address, without spaces.")]
    public void What_is_no_link(string typed, string says) => Assert.Equal(says, Refused(new FieldKind.Url(), typed));

    [Fact]
    public void A_link_stays_as_it_was_written() =>
        Assert.Equal(new Answer.Text("https://Example.com/a?b=1#c"), Answered(new FieldKind.Url(), "https://Example.com/a?b=1#c"));

    [Theory]
    [InlineData("+44 20 7946 0000", true)]
    [InlineData("(020) 7946-0000 ext 12", true)]
    [InlineData("12345", false)]
    [InlineData("call me", false)]
    [InlineData("+44 20 7946 0000 0000 0000 0000", false)]
    public void Phones(string typed, bool good) => Assert.Equal(good, Read(new FieldKind.Phone(), new Input.Typed(typed)) is FieldResult.Good);

    [Fact]
    public void Text_is_cleaned_of_what_cannot_be_seen()
    {
        Assert.Equal(new Answer.Text("a b c"), Answered(Text(), " a\tb\u0000\u0007\r\nc "));
        Assert.Equal(new Answer.Text("a\n\nb"), Answered(new FieldKind.LongText(null, null, null, null), "a\r\n\r\nb\r\n"));
        Assert.Equal(new Answer.Text("x\uFFFDy"), Answered(Text(), "x\ud800y"));
    }

    [Fact]
    public void Text_stays_as_it_was_written_however_odd() =>
        Assert.Equal(new Answer.Text("<!channel> *b* \u202Eright👩‍👩‍👧"), Answered(Text(), "<!channel> *b* \u202Eright👩‍👩‍👧"));

    [Fact]
    public void Text_has_limits()
    {
        Assert.Equal("Write at least 5 characters; there are 3.", Refused(Text(min: 5), "abc"));
        Assert.Equal("Write at most 2 characters; there are 3.", Refused(Text(max: 2), "abc"));
        Assert.Equal("Write at most 3,000 characters; there are 3,001.", Refused(Text(), new string('a', 3001)));
    }

    [Fact]
    public void A_pattern_is_about_the_whole_text()
    {
        Assert.Equal(new Answer.Text("NS-12"), Answered(Text(pattern: "NS-[0-9]+|X"), "NS-12"));
        Assert.Equal("Like NS-12.", Refused(Text(pattern: "NS-[0-9]+|X", says: "like NS-12"), "NS-12 or X"));
        Assert.Equal("This is not in the form that is needed here.", Refused(Text(pattern: "NS-[0-9]+|X"), "NS-"));
    }

    [Fact]
    public void A_hostile_pattern_costs_nothing()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Refused(Text(pattern: "(a+)+b"), new string('a', 3000));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"it took {watch.Elapsed}");
    }

    [Fact]
    public void Choices_are_from_the_list_and_in_its_order()
    {
        var kind = new FieldKind.Choices(["CRM", "ERP", "SSO"]);
        Assert.Equal(new FieldResult.Good(new Answer.Choices(["CRM", "SSO"])), Read(kind, new Input.Many(["SSO", "crm", "SSO"])));
        Assert.Equal(new FieldResult.Malformed("'Fax' is not one of the options. Choose from the list."), Read(kind, new Input.Many(["CRM", "Fax"])));
        Assert.Equal(new FieldResult.Empty(), Read(kind, new Input.Many([])));
        Assert.Equal(new FieldResult.Good(new Answer.Choice("SMB")), Read(new FieldKind.Choice(["SMB"]), new Input.Selected("SMB", "SMB")));
        Assert.IsType<FieldResult.Malformed>(Read(new FieldKind.Choice(["SMB"]), new Input.Many(["SMB", "SMB"])));
    }

    [Fact]
    public void Yes_and_no()
    {
        Assert.Equal(new FieldResult.Good(new Answer.YesNo(true)), Read(new FieldKind.YesNo(), new Input.Selected("yes", "Yes")));
        Assert.Equal(new FieldResult.Good(new Answer.YesNo(false)), Read(new FieldKind.YesNo(), new Input.Typed("No")));
        Assert.Equal(new FieldResult.Good(new Answer.YesNo(false)), Read(new FieldKind.YesNo(), new Input.Ticked(false)));
        Assert.Equal("Answer yes or no.", Refused(new FieldKind.YesNo(), "perhaps"));
    }

    [Fact]
    public void A_person_is_one_whom_the_organization_knows_by_the_name_that_it_knows()
    {
        Assert.Equal(new FieldResult.Good(new Answer.Person(Kim, "Kim Larsen")), Read(new FieldKind.Person(), new Input.Selected(SuggestionId.Of(Kim), "Forged")));
        Assert.IsType<FieldResult.Malformed>(Read(new FieldKind.Person(), new Input.Selected(Guid.Empty.ToString("D"), "Nobody")));
        Assert.IsType<FieldResult.Malformed>(Read(new FieldKind.Person(), new Input.Selected("kim", "Kim")));
        Assert.IsType<FieldResult.Malformed>(Read(new FieldKind.Person(), new Input.Typed("Kim")));
    }

    [Fact]
    public void A_client_is_known_or_new()
    {
        Assert.Equal(new FieldResult.Good(new Answer.Client(Globex, "Globex")), Read(new FieldKind.Client(), new Input.Selected(SuggestionId.Of(Globex), "?")));
        Assert.Equal(new FieldResult.Good(new Answer.Client(null, "New Co")), Read(new FieldKind.Client(), new Input.Selected("new:  New   Co ", "Create")));
        Assert.Equal(new FieldResult.Good(new Answer.Client(null, "Typed Co")), Read(new FieldKind.Client(), new Input.Typed("Typed Co")));
        Assert.IsType<FieldResult.Malformed>(Read(new FieldKind.Client(), new Input.Selected(Guid.Empty.ToString("D"), "?")));
        Assert.Equal(
            new FieldResult.Malformed("A name has at most 80 characters here; this one has 81."),
            Read(new FieldKind.Client(), new Input.Selected("new:" + new string('x', 81), "?")));
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Nothing_typed_is_empty_and_never_malformed(FieldKind kind)
    {
        Assert.Equal(new FieldResult.Empty(), Read(kind, null));
        Assert.Equal(new FieldResult.Empty(), Read(kind, new Input.Typed("")));
        Assert.Equal(new FieldResult.Empty(), Read(kind, new Input.Typed(" \r\n\t ")));
    }

    [Fact]
    public void What_was_stored_can_be_typed_again()
    {
        (FieldKind Kind, string Typed)[] answers =
        [
            (new FieldKind.Money(null, null), "€1,234.50"), (new FieldKind.Number(null, null), "1,234.5"), (new FieldKind.Date(null, null), "24 Dec 2026"),
            (Text(), "words"), (new FieldKind.Choice(["SMB"]), "smb"), (new FieldKind.Choices(["CRM", "ERP"]), "ERP"), (new FieldKind.YesNo(), "yes"),
            (new FieldKind.Client(), "New Co"), (new FieldKind.Email(), "kim@example.com"),
        ];
        Assert.All(answers, one =>
        {
            var answer = Answered(one.Kind, one.Typed);
            Assert.Equal(new FieldResult.Good(answer), Read(one.Kind, InputOf.Stored(answer)));
        });
    }

    [Fact]
    public void A_stored_answer_can_become_wrong()
    {
        Assert.Equal("Choose today or a later date.", Recheck(new FieldKind.Date(new DateLimit.FromToday(0), null), new Answer.Date(new(2026, 11, 21))));
        Assert.Equal("'Fax' is not one of the options any more. Choose again.", Recheck(new FieldKind.Choice(["CRM"]), new Answer.Choice("Fax")));
        Assert.Equal("Ann is not here any more. Choose somebody else.", Recheck(new FieldKind.Person(), new Answer.Person(new(Guid.Empty), "Ann")));
        Assert.Equal("Old Co is not there any more. Choose the client again.", Recheck(new FieldKind.Client(), new Answer.Client(new(Guid.Empty), "Old Co")));
        Assert.Equal("What is asked here has changed. Answer it again.", Recheck(new FieldKind.Number(null, null), new Answer.Text("12")));
        Assert.Null(Recheck(new FieldKind.Client(), new Answer.Client(null, "New Co")));
        Assert.Null(Recheck(new FieldKind.Person(), new Answer.Person(Kim, "Kim")));
    }

    public static TheoryData<FieldKind> EveryKind() =>
    [
        Text(), new FieldKind.LongText(3, null, null, null), new FieldKind.Number(1, 2), new FieldKind.Money(1, 2), new FieldKind.Date(null, null),
        new FieldKind.Choice(["a"]), new FieldKind.Choices(["a"]), new FieldKind.YesNo(), new FieldKind.Person(), new FieldKind.Client(),
        new FieldKind.Email(), new FieldKind.Url(), new FieldKind.Phone(),
    ];

    private static FieldKind.Text Text(int? min = null, int? max = null, string? pattern = null, string? says = null) => new(min, max, pattern, says);

    private static Field Field(FieldKind kind) => new() { Id = "it", Label = "It", Kind = kind, Required = true };

    private static FieldResult Read(FieldKind kind, Input? input) => FieldCheck.Read(Field(kind), input, Context);

    private static Answer Answered(FieldKind kind, string typed) => Assert.IsType<FieldResult.Good>(Read(kind, new Input.Typed(typed))).Answer;

    private static string Refused(FieldKind kind, string typed) => Assert.IsType<FieldResult.Malformed>(Read(kind, new Input.Typed(typed))).Says;

    private static string? Recheck(FieldKind kind, Answer answer) => FieldCheck.Recheck(Field(kind), answer, Context);
}
