namespace StudyPortal.Core.Studies;

/// <summary>
/// A random sequence in which equal numbers are at least a distance apart. Each place is drawn among all showings that are left
/// and far enough from their last; where the end would otherwise come too soon for some, only among those. If a draw runs into a
/// dead end it begins anew, and after many such ends takes the number with most showings left at each place, which finds a
/// sequence wherever there is one.
/// </summary>
internal static class SpacedShuffle
{
    private const int Attempts = 100;

    /// <param name="counts">How often each number comes, from 0 on.</param>
    /// <param name="distance">Places between equal numbers, at least.</param>
    /// <param name="random">Gives the same sequence from the same state.</param>
    /// <exception cref="InvalidOperationException">There is no such sequence.</exception>
    public static int[] Of(IReadOnlyList<int> counts, int distance, Random random)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
            if (new Attempt(counts, distance, random).Run(attempt => attempt.InTime()) is { } drawn) return drawn;
        return new Attempt(counts, distance, random).Run(attempt => attempt.Fullest())
            ?? throw new InvalidOperationException($"{counts.Sum()} places cannot keep equal ones {distance} apart.");
    }

    private sealed class Attempt(IReadOnlyList<int> counts, int distance, Random random)
    {
        private readonly int[] _left = [.. counts];
        private readonly int[] _ready = new int[counts.Count];
        private readonly int[] _due = Due(counts, distance);
        private int _place;

        public int[]? Run(Func<Attempt, IEnumerable<int>> candidates)
        {
            var order = new int[_due.Length];
            for (_place = 0; _place < order.Length; _place++)
            {
                var tickets = candidates(this).Where(n => _left[n] > 0 && _ready[n] <= _place).SelectMany(n => Enumerable.Repeat(n, _left[n])).ToList();
                if (tickets.Count == 0) return null;
                var drawn = order[_place] = tickets[random.Next(tickets.Count)];
                if (Latest(_left[drawn]--) is >= 0 and var latest) _due[latest]--;
                _ready[drawn] = _place + distance;
            }
            return order;
        }

        /// <summary>All numbers, or those of the first group of showings that need every place up to their latest; none when these are too few.</summary>
        public IEnumerable<int> InTime()
        {
            var needed = 0;
            for (var until = _place; until < _due.Length; until++)
            {
                needed += _due[until];
                if (needed > until - _place + 1) return [];
                if (needed == until - _place + 1) return Enumerable.Range(0, _left.Length).Where(n => _left[n] > 0 && Latest(_left[n]) <= until);
            }
            return Enumerable.Range(0, _left.Length);
        }

        public IEnumerable<int> Fullest()
        {
            var ready = Enumerable.Range(0, _left.Length).Where(n => _left[n] > 0 && _ready[n] <= _place).ToList();
            return ready.Count == 0 ? [] : ready.Where(n => _left[n] == ready.Max(r => _left[r]));
        }

        /// <summary>The last place at which a number with so many showings left can have the next of them.</summary>
        private int Latest(int left) => _due.Length - 1 - (left - 1) * distance;

        /// <summary>How many showings have each place as their latest.</summary>
        private static int[] Due(IReadOnlyList<int> counts, int distance)
        {
            var due = new int[counts.Sum()];
            foreach (var count in counts)
                for (var left = 1; left <= count; left++)
                    if (due.Length - 1 - (left - 1) * distance is >= 0 and var latest) due[latest]++;
            return due;
        }
    }
}
