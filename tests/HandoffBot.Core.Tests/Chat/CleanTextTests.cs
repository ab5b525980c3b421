using HandoffBot.Core.Chat;

namespace HandoffBot.Core.Tests.Chat;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData("a\u0000b\u0007c", "abc")]
    [InlineData("pay \u202Eevil\u202C", "pay evil")]
    [InlineData("zero\u200Bwidth\uFEFF", "zerowidth")]
    [InlineData("line\r\nbreak\u2028s", "line\nbreak\ns")]
    [InlineData("👩‍🚒 שלום", "👩‍🚒 שלום")]
    public void What_fools_readers_is_taken_out_and_what_people_write_stays(string text, string clean) => Assert.Equal(clean, CleanText.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("half \uFFFD pair \uFFFD", CleanText.Of("half \uD83D pair \uDE00"));

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void A_text_that_just_fits_is_left_alone(int length)
    {
        var text = new string('x', length);

        Assert.Equal(text, CleanText.Of(text, length));
        Assert.Equal(new string('x', length - 2) + "…", CleanText.Of(text, length - 1));
    }

    [Fact]
    public void One_endless_character_is_cut_all_the_same() =>
        Assert.Equal("…", CleanText.Of("e" + new string('\u0301', 5000), 75));

    [Fact]
    public void A_text_on_one_line_has_no_breaks() => Assert.Equal("two lines and tabs", CleanText.Of("two\r\nlines\u2029and\ttabs", oneLine: true));

    [Fact]
    public void A_huge_text_is_cut_before_it_is_cleaned_and_never_inside_a_character()
    {
        var text = string.Concat(Enumerable.Repeat("\u200B", 501)) + string.Concat(Enumerable.Repeat("😀", 5000));

        Assert.InRange(CleanText.Head(text, 100).Length, 600, 700);
        Assert.DoesNotContain('\uFFFD', CleanText.Of(text, 100));
    }
}
