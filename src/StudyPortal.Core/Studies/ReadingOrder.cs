namespace StudyPortal.Core.Studies;

/// <summary>
/// One reader's order. The reading has one pass per arm; each pass shows every case once. Which arm a case has in which
/// pass is a row of a balanced Latin square, another row for the next case and for the next reader, so the arms are
/// balanced over passes and readers. Each pass shuffles the cases anew but keeps two maps of one case at least the
/// minimum distance apart. Repeats follow as one more, shorter pass. An order depends on the plan, the items and the
/// reader's number, on no other reader.
/// </summary>
internal static class ReadingOrder
{
    /// <summary>Stored with the study; changes whenever the same plan would give another order.</summary>
    public const string Algorithm = "latin-lag/1";

    /// <param name="cases">How many cases the study has.</param>
    /// <param name="arms">How many arms; each case has one item per arm.</param>
    /// <param name="plan">Seed, distance and repeats.</param>
    /// <param name="reader">The reader's number, from 1.</param>
    public static IReadOnlyList<OrderedItem> For(int cases, int arms, OrderPlan plan, int reader)
    {
        var rows = BalancedLatinSquare.Rows(arms);
        var rowOfCase = Shuffled(cases, new Random(StableSeed.Of(plan.Seed, "rows")));
        var random = new Random(StableSeed.Of(plan.Seed, FormattableString.Invariant($"reader {reader}")));
        var distance = Math.Clamp(plan.MinimumDistance, 1, cases);

        var order = new List<OrderedItem>(cases * arms + plan.Repeats);
        var pass = Shuffled(cases, random);
        for (var number = 0; number < arms; number++)
        {
            if (number > 0) pass = NextPass(pass, cases, distance, random);
            order.AddRange(pass.Select(c => new OrderedItem(c, rows[(rowOfCase[c] + reader) % rows.Count][number], IsRepeat: false)));
        }

        var repeated = NextPass(pass, Math.Min(plan.Repeats, cases), distance, random);
        order.AddRange(repeated.Select((c, place) => new OrderedItem(c, (place + reader) % arms, IsRepeat: true)));
        return order;
    }

    private static int[] Shuffled(int count, Random random)
    {
        var numbers = Enumerable.Range(0, count).ToArray();
        random.Shuffle(numbers);
        return numbers;
    }

    /// <summary>At place p of the next pass exactly the first (cases - distance + 1 + p) cases of the last one are far enough away; one of them is always left.</summary>
    private static int[] NextPass(int[] last, int length, int distance, Random random)
    {
        var near = new Queue<int>(last);
        var far = new List<int>();
        var next = new int[length];
        for (var place = 0; place < length; place++)
        {
            while (near.Count > 0 && last.Length - near.Count <= last.Length - distance + place) far.Add(near.Dequeue());
            var pick = random.Next(far.Count);
            next[place] = far[pick];
            far.RemoveAt(pick);
        }
        return next;
    }
}

/// <summary>One place of an order: which case (from 0), which arm (from 0).</summary>
internal readonly record struct OrderedItem(int Case, int Arm, bool IsRepeat);
