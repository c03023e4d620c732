"""The case clinic-reception: mend the waiting, or withdraw the promise of none."""
