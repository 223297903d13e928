using System.Globalization;

namespace StudyPortal.Trainer.Demo;

/// <summary>Prints what is being done with the time since the start; a line like the last one is not printed again.</summary>
internal sealed class StepLog(TextWriter output, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private string _last = "";

    public void Tell(string step)
    {
        if (step == _last) return;
        _last = step;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.GetElapsedTime(_start):mm\\:ss}  {step}"));
    }
}
