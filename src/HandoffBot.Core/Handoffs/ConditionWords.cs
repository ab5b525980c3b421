using System.Globalization;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>Conditions in words that complete "proposed because …", with the labels that people know instead of ids.</summary>
internal static class ConditionWords
{
    public static string InWords(this Condition condition, Checklist checklist)
    {
        string Label(string field) => checklist.Find(field)?.Label ?? field;

        return condition switch
        {
            Condition.Is(var field, var value) => $"{Label(field)} is {value}",
            Condition.IsNot(var field, var value) => $"{Label(field)} is not {value}",
            Condition.AnyOf(var field, var values) => $"{Label(field)} is {Listing.Or(values)}",
            Condition.AtLeast(var field, var value) => $"{Label(field)} is at least {value.ToString("#,##0.############", CultureInfo.InvariantCulture)}",
            Condition.Answered(var field, var value) => $"{Label(field)} is {(value ? "answered" : "left open")}",
            Condition.All(var parts) => Listing.And([.. parts.Select(part => part.InWords(checklist))]),
            Condition.Any(var parts) => Listing.Or([.. parts.Select(part => part.InWords(checklist))]),
            _ => throw new ArgumentException($"No words for {condition.GetType().Name}.", nameof(condition)),
        };
    }
}
