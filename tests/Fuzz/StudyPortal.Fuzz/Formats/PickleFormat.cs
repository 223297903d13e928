namespace StudyPortal.Fuzz.Formats;

/// <summary>Pickles of an array of 2 x 3 x 4 numbers, as numpy 1.24 writes them in the protocols 2 to 5, and one of Fortran order and big endian.</summary>
internal sealed class PickleFormat : FuzzFormat
{
    private static readonly string[] Written =
    [
        "gAJjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJjX2NvZGVjcwplbmNvZGUKcQNYAQAAAGJxBFgGAAAAbGF0aW4xcQWGcQZScQeHcQhScQkoSwFLAksDSwSHcQpjbnVtcHkKZHR5cGUKcQtYAgAAAGkycQyJiIdxDVJxDihLA1gBAAAAPHEPTk5OSv////9K/////0sAdHEQYoloA1gwAAAAAAABAAIAAwAEAAUABgAHAAgACQAKAAsADAANAA4ADwAQABEAEgATABQAFQAWABcAcRFoBYZxElJxE3RxFGIu",
        "gANjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJDAWJxA4dxBFJxBShLAUsCSwNLBIdxBmNudW1weQpkdHlwZQpxB1gCAAAAaTJxCImIh3EJUnEKKEsDWAEAAAA8cQtOTk5K/////0r/////SwB0cQxiiUMwAAABAAIAAwAEAAUABgAHAAgACQAKAAsADAANAA4ADwAQABEAEgATABQAFQAWABcAcQ10cQ5iLg==",
        "gASVvAAAAAAAAACMFW51bXB5LmNvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwJLA0sEh5RoA4wFZHR5cGWUk5SMAmkylImIh5RSlChLA4wBPJROTk5K/////0r/////SwB0lGKJQzAAAAEAAgADAAQABQAGAAcACAAJAAoACwAMAA0ADgAPABAAEQASABMAFAAVABYAFwCUdJRiLg==",
        "gAWVpwAAAAAAAACMEm51bXB5LmNvcmUubnVtZXJpY5SMC19mcm9tYnVmZmVylJOUKJYwAAAAAAAAAAAAAQACAAMABAAFAAYABwAIAAkACgALAAwADQAOAA8AEAARABIAEwAUABUAFgAXAJSMBW51bXB5lIwFZHR5cGWUk5SMAmkylImIh5RSlChLA4wBPJROTk5K/////0r/////SwB0lGJLAksDSwSHlIwBQ5R0lFKULg==",
        "gASV7AAAAAAAAACMFW51bXB5LmNvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwJLA0sEh5RoA4wFZHR5cGWUk5SMAmY0lImIh5RSlChLA4wBPpROTk5K/////0r/////SwB0lGKIQ2AAAAAAQUAAAECAAABBgAAAQQAAAEGgAAA/gAAAQVAAAECgAABBiAAAQRAAAEGoAABAAAAAQWAAAEDAAABBkAAAQSAAAEGwAABAQAAAQXAAAEDgAABBmAAAQTAAAEG4AACUdJRiLg==",
    ];

    public override string Name => "pickle";

    public override IReadOnlyList<FuzzSeed> Seeds { get; } =
        [.. Written.Index().Select(pickle => new FuzzSeed($"{pickle.Index}.pck", [.. PicklePieces.Of(Convert.FromBase64String(pickle.Item))]))];

    public override IReadOnlyList<byte[]> Codes => PicklePieces.Opcodes;

    public override void Read(FuzzSeed seed, byte[] content, string folder) => VolumeReading.Of(seed, content, folder);
}
